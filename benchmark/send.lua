-- What every connection of wrk sends: a send-to-device request with a transaction ID that was never used before.
-- Arguments after "--": the access token, and a word that is new in every run of wrk.
-- The request is put together once and cut in two at the place of the counter, so that a request costs one
-- concatenation here.

local CONTENT_BYTES = 300
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local function content()
  local head = '{"algorithm":"m.olm.v1.curve25519-aes-sha2","sender_key":"' .. string.rep("k", 43)
    .. '","ciphertext":{"' .. string.rep("r", 43) .. '":{"type":1,"body":"'
  local tail = '"}}}'
  local text = head .. string.rep("c", CONTENT_BYTES - #head - #tail) .. tail
  assert(#text == CONTENT_BYTES)
  return text
end

function init(args)
  local token, nonce = args[1], args[2]
  local body = '{"messages":{"@bob:localhost":{"BOBDEVICE":' .. content() .. "}}}"
  before = "PUT /_matrix/client/v3/sendToDevice/m.room.encrypted/" .. nonce .. "-" .. number .. "-"
  after = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nAuthorization: Bearer " .. token
    .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body
    .. "\r\n\r\n" .. body
  sent = 0
end

function request()
  sent = sent + 1
  return before .. sent .. after
end

-- The line that `run` reads: answered, microseconds, refused (a status above 399), broken connections.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("totals %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
