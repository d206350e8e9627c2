package io.todevice.http.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which a client sends requests and gets their responses, in the same order: its
 * socket, its thread and its end. What its bytes mean is the matter of {@link RequestCycle}. One
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
  private static final int FIRST_HELD = 512;

  private final TCPNIOConnection connection;
  private final SocketChannel channel;
  private final Thread thread = Thread.currentThread();
  private final ConnectionContext context;
  private final Memory.Share memory;
  private final HeldBytes held;
  private final Output output;
  private final Deadline deadline;
  private final RequestCycle requests;
  private boolean isReading = true;
  private boolean isInputEnded;
  private boolean isOutputShut;
  private boolean isStopping;
  private boolean isAuthenticated;

  /** A connection that was just accepted, on its thread. */
  HttpConnection(TCPNIOConnection connection, ConnectionContext context) {
    this.connection = connection;
    this.context = context;
    channel = (SocketChannel) connection.getChannel();
    memory = new Memory.Share(context.memory());
    held = new HeldBytes(memory, FIRST_HELD);
    output = new Output(channel, memory);
    deadline = new Deadline(context.limits());
    requests = new RequestCycle(this, context, memory, output, deadline);
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
    requests.readBody();
    if (!requests.isProcessing()) {
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

  /** Gives back what {@link #tryHold} took for a body that is not sent. Any thread. */
  public void release(int bytes) {
    memory.giveBack(bytes);
  }

  /**
   * Sends the response to the current request. Any thread.
   *
   * @param isHeld whether the body is counted already, by {@link #tryHold}
   */
  public void respond(Response response, boolean isHeld) {
    if (Thread.currentThread() == thread && requests.isProcessing()) {
      guard(() -> requests.write(response, isHeld));
    } else {
      Response owned = response.asOwned();
      inThread(
          () -> {
            requests.write(owned, isHeld);
            processHeld();
          });
    }
  }

  /** Whether nobody has closed it. Any thread. */
  boolean isOpen() {
    return connection.isOpen();
  }

  /** Whether no request is being served. Any thread. */
  boolean isIdle() {
    return requests.served() == null;
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
            hold(input.array(), requests.process(input.array(), 0, count), count);
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
    ServedRequest abandoned = requests.served();
    if (abandoned != null) {
      abandoned.abandoned();
    }
    inThread(
        () -> {
          held.clear();
          output.clear();
          requests.discardBody();
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
            ServedRequest waiting = requests.served();
            if (waiting == null) {
              terminate();
              return;
            }
            requests.giveUpBody(waiting, BodyFault.TOO_SLOW);
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
    held.readTo(requests.process(held.array(), held.start(), held.end()));
    settle();
  }

  /** Sees to it that the connection goes on as its state demands. */
  private void settle() throws IOException {
    if (!connection.isOpen()) {
      return;
    }
    boolean isSent = output.isEmpty();
    boolean isServing = requests.served() != null;
    if ((isInputEnded && (isServing || isSent)) || (isStopping && !isServing && isSent)) {
      terminate();
      return;
    }
    if (requests.isClosing() && isSent && !isOutputShut) {
      isOutputShut = true;
      channel.shutdownOutput();
    }
    if (!isSent) {
      connection.enableIOEvent(IOEvent.WRITE);
    }
    boolean wantsInput = !isInputEnded && requests.wantsInput(isSent, held.size() < READ_BYTES);
    if (wantsInput != isReading) {
      isReading = wantsInput;
      if (wantsInput) {
        connection.enableIOEvent(IOEvent.READ);
      } else {
        connection.disableIOEvent(IOEvent.READ);
      }
    }
    deadline.enter(requests.deadlineKind(isSent));
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
