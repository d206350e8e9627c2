-- What every connection of wrk sends: a send-to-device request with a transaction ID that was never used before.
-- Arguments after "--": the access token, a word that is new in every run of wrk, among how many receivers and how many
-- curve25519 keys each message draws its own (1 and 1: all messages are for one device).

local CONTENT_BYTES = 300
local KEY_LENGTH = 43
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

-- Two halves of a content, around the curve25519 key of the device that it is encrypted for.
local function content()
  local head = '{"algorithm":"m.olm.v1.curve25519-aes-sha2","sender_key":"' .. string.rep("k", 43)
    .. '","ciphertext":{"'
  local tail = '":{"type":1,"body":"'
  local rest = CONTENT_BYTES - #head - KEY_LENGTH - #tail - #'"}}}'
  return head, tail .. string.rep("c", rest) .. '"}}}'
end

function init(args)
  local token, nonce = args[1], args[2]
  receivers, keys = tonumber(args[3]), tonumber(args[4])
  before = "PUT /_matrix/client/v3/sendToDevice/m.room.encrypted/" .. nonce .. "-" .. number .. "-"
  local head, tail = content()
  -- User names, device IDs and keys are as long as each other, so that every body has the same length.
  messages = '{"messages":{"@bob%03d:localhost":{"DEVICE%03d":' .. head:gsub("%%", "%%%%") .. "%s%08d"
  tail = tail .. "}}}"
  local length = #string.format(messages, 0, 0, string.rep("r", KEY_LENGTH - 8), 0) + #tail
  after = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nAuthorization: Bearer " .. token
    .. "\r\nContent-Type: application/json\r\nContent-Length: " .. length
    .. "\r\n\r\n"
  closing = tail
  filler = string.rep("r", KEY_LENGTH - 8)
  fixed = string.format(messages, 1, 1, filler, 0) .. closing
  math.randomseed(number)
  sent = 0
end

function request()
  sent = sent + 1
  if receivers == 1 then
    return before .. sent .. after .. fixed
  end
  local receiver = math.random(receivers)
  return before .. sent .. after .. string.format(messages, receiver, receiver, filler, math.random(keys)) .. closing
end

-- The line that `run` reads: answered, microseconds, refused (a status above 399), broken connections.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("totals %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
