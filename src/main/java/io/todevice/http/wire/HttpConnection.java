package io.todevice.http.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which a client sends requests and gets their responses, in the same order. One
 * request is served at a time; what comes in behind it waits, and beyond a bound it is not read. So
 * it is while the client does not take a response.
 *
 * <p>Used on the connection's own thread, which {@link #execute} leads to, where nothing else is
 * said.
 */
public final class HttpConnection {

  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private static final int READ_BYTES = 64 << 10;
  private static final ThreadLocal<ByteBuffer> INPUT =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(READ_BYTES));
  private static final byte[] NOTHING = {};
  private static final int FIRST_HELD = 512;

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

  private final TCPNIOConnection connection;
  private final SocketChannel channel;
  private final Thread thread = Thread.currentThread();
  private final ConnectionContext context;
  private final Memory.Share memory;
  private final HeldBytes held;
  private final Output output;
  private final HeadReader reader;
  private final Deadline deadline;
  private Phase phase = Phase.HEAD;
  private Framing framing = Framing.NOTHING;
  private RequestBody body;
  private boolean isHeadRequest;
  private boolean isContinueOwed;
  private long lingering;
  private boolean isBodyDelayed;
  private boolean isProcessing;
  private boolean isReading = true;
  private boolean isInputEnded;
  private boolean isOutputShut;
  private boolean isStopping;
  private boolean isAuthenticated;
  private volatile @Nullable ServedRequest served;

  /** A connection that was just accepted, on its thread. */
  HttpConnection(TCPNIOConnection connection, ConnectionContext context) {
    this.connection = connection;
    this.context = context;
    channel = (SocketChannel) connection.getChannel();
    memory = new Memory.Share(context.memory());
    held = new HeldBytes(memory, FIRST_HELD);
    output = new Output(channel, memory);
    reader = new HeadReader(context.limits().maxHeadBytes());
    deadline = new Deadline(context.limits());
    body = new RequestBody(framing, context.limits(), memory);
  }

  /** The address of the other end; empty if the connection is closed. Any thread. */
  public Optional<InetAddress> peerAddress() {
    return connection.getPeerAddress() instanceof InetSocketAddress peer
        ? Optional.ofNullable(peer.getAddress())
        : Optional.empty();
  }

  /** A good token came with a request: this connection is not closed in favour of another. */
  public void setAuthenticated() {
    if (!isAuthenticated) {
      isAuthenticated = true;
      context.connections().setAuthenticated(this);
    }
  }

  /** Runs a task on the connection's thread, after whatever that thread does now. Any thread. */
  public void execute(Runnable task) {
    inThread(task::run);
  }

  private void inThread(Step step) {
    connection.executeInEventThread(IOEvent.READ, () -> guard(step));
  }

  /** The current request wants its body, which it is given soon, or later. */
  public void readBody() {
    phase = Phase.BODY;
    isBodyDelayed = false;
    body.collect();
    if (!isProcessing) {
      guard(this::processHeld);
    }
  }

  /**
   * Takes memory for the body of a response until it is sent. Any thread.
   *
   * @return false if there is none left
   */
  public boolean tryHold(int bytes) {
    return memory.tryTake(bytes);
  }

  /**
   * Sends the response to the current request. Any thread.
   *
   * @param isHeld whether the body is counted already, by {@link #tryHold}
   */
  public void respond(Response response, boolean isHeld) {
    if (Thread.currentThread() == thread && isProcessing) {
      guard(() -> write(response, isHeld));
    } else {
      inThread(
          () -> {
            write(response, isHeld);
            processHeld();
          });
    }
  }

  /** Whether no request is being served. Any thread. */
  boolean isIdle() {
    return served == null;
  }

  /** Closes the connection at once. Any thread. */
  void terminate() {
    connection.terminateSilently();
  }

  /** Closes the connection as soon as its request is served and everything is sent. Any thread. */
  void stop() {
    inThread(
        () -> {
          isStopping = true;
          settle();
        });
  }

  /** The connection is ready for its first request. */
  void onAccepted() {
    guard(this::settle);
  }

  /** The socket has something to read. */
  void onReadable() {
    guard(
        () -> {
          ByteBuffer input = INPUT.get().clear();
          int count = channel.read(input);
          if (count < 0) {
            isInputEnded = true;
          } else if (held.size() > 0) {
            hold(input.array(), 0, count);
            processHeld();
            return;
          } else {
            hold(input.array(), process(input.array(), 0, count), count);
          }
          settle();
        });
  }

  /** The socket can be written to. */
  void onWritable() {
    guard(
        () -> {
          if (output.flush()) {
            deadline.progress();
          }
          if (output.isEmpty()) {
            connection.disableIOEvent(IOEvent.WRITE);
          }
          processHeld();
        });
  }

  /** The connection was closed, from any thread: lets go of everything at once (clause F3). */
  void closed() {
    memory.close();
    ServedRequest abandoned = served;
    if (abandoned != null) {
      abandoned.abandoned();
    }
    inThread(
        () -> {
          held.clear();
          output.clear();
          body.discard();
        });
  }

  /** Whether its time is up. Any thread. */
  boolean isOverdue(long now) {
    return deadline.isOver(now);
  }

  /** Its time is up: gives up the body that is awaited, or the connection. Any thread. */
  void expire() {
    inThread(
        () -> {
          if (deadline.isOver(System.nanoTime())) {
            ServedRequest waiting = served;
            if (waiting == null) {
              terminate();
              return;
            }
            phase = Phase.SERVING;
            waiting.failBody(BodyFault.TOO_SLOW);
            settle();
          }
        });
  }

  private void hold(byte[] bytes, int from, int to) throws IOException {
    if (from < to && !held.add(bytes, from, to, /* isLast= */ false)) {
      throw new IOException("no memory for what has come in");
    }
  }

  private void processHeld() throws IOException {
    held.readTo(process(held.array(), held.start(), held.end()));
    settle();
  }

  /** Reads as far as it can be read now, and says how far that is. */
  private int process(byte[] bytes, int from, int to) throws IOException {
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
    ServedRequest request = context.handler().accept(this, next);
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
      phase = Phase.SERVING;
      request.failBody(fault);
    } else if (body.isComplete()) {
      phase = Phase.SERVING;
      request.receiveBody(body.bytes(), isBodyDelayed);
    } else {
      isBodyDelayed = true;
      if (isContinueOwed && !body.hasBegun()) {
        isContinueOwed = false;
        output.send(ResponseEncoder.encodeContinue(), NOTHING, 0, /* isCounted= */ false);
      }
      return false;
    }
    return true;
  }

  private void refuse(MalformedRequestException fault) throws IOException {
    ServedRequest request = served;
    if (request != null) {
      phase = Phase.SERVING;
      request.failBody(BodyFault.MALFORMED);
      return;
    }
    if (phase == Phase.HEAD) {
      Response response =
          context.handler().reject(fault.status(), String.valueOf(fault.getMessage()));
      send(response, /* isKept= */ false, /* isHeld= */ false);
    }
    phase = Phase.CLOSING;
  }

  private void write(Response response, boolean isHeld) throws IOException {
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
  }

  private void send(Response response, boolean isKept, boolean isHeld) throws IOException {
    int length =
        isHeadRequest || !ResponseEncoder.hasBody(response.status()) ? 0 : response.length();
    ByteBuffer start =
        context.encoder().encode(response, isHeadRequest, isKept, framing.isVersion10());
    if (isHeld && length == 0) {
      memory.giveBack(response.length());
    }
    output.send(start, response.body(), length, isHeld && length > 0);
  }

  /** Sees to it that the connection goes on as its state demands. */
  private void settle() throws IOException {
    if (!connection.isOpen()) {
      return;
    }
    boolean isSent = output.isEmpty();
    boolean isServing = served != null;
    if ((isInputEnded && (isServing || isSent)) || (isStopping && !isServing && isSent)) {
      terminate();
      return;
    }
    if (phase == Phase.CLOSING && isSent && !isOutputShut) {
      isOutputShut = true;
      channel.shutdownOutput();
    }
    if (!isSent) {
      connection.enableIOEvent(IOEvent.WRITE);
    }
    boolean wantsInput = wantsInput(isSent);
    if (wantsInput != isReading) {
      isReading = wantsInput;
      if (wantsInput) {
        connection.enableIOEvent(IOEvent.READ);
      } else {
        connection.disableIOEvent(IOEvent.READ);
      }
    }
    deadline.enter(deadlineOf(isSent));
  }

  /** Behind a request that is served, or a response that is not taken, only so much is read. */
  private boolean wantsInput(boolean isSent) {
    return !isInputEnded
        && switch (phase) {
          case BODY, DRAIN, CLOSING -> true;
          case HEAD -> isSent || held.size() < READ_BYTES;
          case SERVING -> held.size() < READ_BYTES;
        };
  }

  private Deadline.Kind deadlineOf(boolean isSent) {
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

  /** A step on the connection's thread. */
  private interface Step {
    void run() throws IOException;
  }

  private void guard(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      LOG.debug("The connection is broken", e);
      terminate();
    } catch (Throwable t) { // Also errors: a selector thread must survive them.
      OutOfMemory.check(t);
      LOG.error("A connection is closed because of a fault", t);
      terminate();
    }
  }
}
