package io.todevice.http.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection, one after the other: what the bytes that come in are part of, and
 * what may be done with them. Used on the connection's thread, where nothing else is said.
 */
final class RequestCycle {

  private static final byte[] NOTHING = {};

  private enum Phase {
    /** A head is read, or awaited. */
    HEAD,
    /** A request is served, and its body is not wanted yet, or has been read. */
    SERVING,
    /** A request is served that waits for its body. */
    BODY,
    /** The rest of a body is thrown away after the response. */
    DRAIN,
    /** Whatever comes in is thrown away after the last response. */
    CLOSING
  }

  private final HttpConnection connection;
  private final ConnectionContext context;
  private final Memory.Share memory;
  private final Output output;
  private final Deadline deadline;
  private final HeadReader reader;
  private Phase phase = Phase.HEAD;
  private Framing framing = Framing.NOTHING;
  private RequestBody body;
  private boolean isHeadRequest;
  private boolean isContinueOwed;
  private boolean isBodyDelayed;
  private boolean isProcessing;
  private long lingering;
  private volatile @Nullable ServedRequest served;

  /**
   * No request yet.
   *
   * @param memory what bodies take is counted in
   * @param output takes the responses
   * @param deadline restarts with each request
   */
  RequestCycle(
      HttpConnection connection,
      ConnectionContext context,
      Memory.Share memory,
      Output output,
      Deadline deadline) {
    this.connection = connection;
    this.context = context;
    this.memory = memory;
    this.output = output;
    this.deadline = deadline;
    reader = new HeadReader(context.limits().maxHeadBytes());
    body = new RequestBody(framing, context.limits(), memory);
  }

  /** The request that is served. Any thread. */
  @Nullable ServedRequest served() {
    return served;
  }

  /** Whether bytes are being read, so that what is asked for now is done when they have been. */
  boolean isProcessing() {
    return isProcessing;
  }

  /** Whether no further request will be read. */
  boolean isClosing() {
    return phase == Phase.CLOSING;
  }

  /** The request wants its body. */
  void readBody() {
    phase = Phase.BODY;
    isBodyDelayed = false;
    body.collect();
  }

  /** Gives up the body that the request waits for. */
  void giveUpBody(ServedRequest request, BodyFault fault) {
    phase = Phase.SERVING;
    request.failBody(fault);
  }

  /** Lets go of a body. */
  void discardBody() {
    body.discard();
  }

  /** Reads as far as it can be read now, and says how far that is. */
  int process(byte[] bytes, int from, int to) throws IOException {
    isProcessing = true;
    try {
      return advance(bytes, from, to);
    } catch (MalformedRequestException e) {
      refuse(e);
      return to;
    } finally {
      isProcessing = false;
    }
  }

  private int advance(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (true) {
      switch (phase) {
        case HEAD -> {
          if (at == to || !output.isEmpty()) {
            return at;
          }
          RequestHead next = reader.read(bytes, at, to);
          if (next == null) {
            return at;
          }
          at += next.length();
          begin(next);
        }
        case SERVING -> {
          return at;
        }
        case BODY -> {
          if (at < to) {
            at = body.read(bytes, at, to);
            deadline.progress();
          }
          if (!finishBody()) {
            return at;
          }
        }
        case DRAIN -> {
          at = body.read(bytes, at, to);
          if (body.isComplete()) {
            phase = Phase.HEAD;
            deadline.restart();
          } else {
            checkIsWorthReading(!body.isTooMuchToDiscard());
            return at;
          }
        }
        case CLOSING -> {
          lingering += to - at;
          checkIsWorthReading(lingering <= context.limits().maxDrainedBytes());
          return to;
        }
      }
    }
  }

  private static void checkIsWorthReading(boolean isWorthReading) throws IOException {
    if (!isWorthReading) {
      throw new IOException("the client goes on sending what is not read");
    }
  }

  private void begin(RequestHead next) {
    framing = next.framing();
    isHeadRequest = next.method().equals("HEAD");
    isContinueOwed = framing.expectsContinue();
    body = new RequestBody(framing, context.limits(), memory);
    phase = Phase.SERVING;
    ServedRequest request = context.handler().accept(connection, next);
    served = request;
    if (connection.isOpen()) {
      request.begin();
    } else {
      request.abandoned();
    }
  }

  /** Hands the body over, or what is wrong with it; false if more of it has to come. */
  private boolean finishBody() throws IOException {
    ServedRequest request = Objects.requireNonNull(served);
    BodyFault fault = body.fault();
    if (fault != null) {
      giveUpBody(request, fault);
    } else if (body.isComplete()) {
      phase = Phase.SERVING;
      request.receiveBody(body.bytes(), isBodyDelayed);
    } else {
      isBodyDelayed = true;
      if (isContinueOwed && !body.hasBegun()) {
        isContinueOwed = false;
        output.send(
            ResponseEncoder.encodeContinue(),
            NOTHING,
            0,
            /* isLent= */ false,
            /* isCounted= */ false);
      }
      return false;
    }
    return true;
  }

  private void refuse(MalformedRequestException fault) throws IOException {
    ServedRequest request = served;
    if (request != null) {
      giveUpBody(request, BodyFault.MALFORMED);
      return;
    }
    if (phase == Phase.HEAD) {
      Response response =
          context.handler().reject(fault.status(), String.valueOf(fault.getMessage()));
      send(response, /* isKept= */ false, /* isHeld= */ false);
    }
    phase = Phase.CLOSING;
  }

  /** Answers the request that is served, unless that has been done. */
  void write(Response response, boolean isHeld) throws IOException {
    if (served == null || !connection.isOpen()) {
      return;
    }
    boolean isUnread = !body.isComplete();
    // Whether a body follows that was not asked for, only the client knows.
    boolean isUnclear = isContinueOwed && !body.hasBegun();
    boolean isKept =
        framing.isKeptAlive()
            && !response.isLast()
            && !(isUnread && (isUnclear || body.isTooMuchToDiscard()));
    body.discard();
    served = null;
    deadline.restart();
    phase = !isKept ? Phase.CLOSING : isUnread ? Phase.DRAIN : Phase.HEAD;
    send(response, isKept, isHeld);
    isHeadRequest = false;
  }

  private void send(Response response, boolean isKept, boolean isHeld) throws IOException {
    int length =
        isHeadRequest || !ResponseEncoder.hasBody(response.status()) ? 0 : response.length();
    ByteBuffer start =
        context.encoder().encode(response, isHeadRequest, isKept, framing.isVersion10());
    if (isHeld && length == 0) {
      memory.giveBack(response.length());
    }
    output.send(start, response.body(), length, response.isLent(), isHeld && length > 0);
  }

  /** Behind a request that is served, or a response that is not taken, only so much is read. */
  boolean wantsInput(boolean isSent, boolean isRoomLeft) {
    return switch (phase) {
      case BODY, DRAIN, CLOSING -> true;
      case HEAD -> isSent || isRoomLeft;
      case SERVING -> isRoomLeft;
    };
  }

  /** How long the connection may stay as it is. */
  Deadline.Kind deadlineKind(boolean isSent) {
    return switch (phase) {
      case SERVING -> Deadline.Kind.NONE;
      case BODY -> Deadline.Kind.BODY;
      case DRAIN -> Deadline.Kind.DRAIN;
      case CLOSING -> isSent ? Deadline.Kind.CLOSING : Deadline.Kind.SENDING;
      case HEAD -> {
        if (!isSent) {
          yield Deadline.Kind.SENDING;
        }
        yield reader.isFresh() ? Deadline.Kind.IDLE : Deadline.Kind.HEAD;
      }
    };
  }
}
