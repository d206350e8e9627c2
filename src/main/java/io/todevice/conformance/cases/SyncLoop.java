package io.todevice.conformance.cases;

import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;

/** A client that syncs again and again, each time from the last answer on. Used by one thread. */
interface SyncLoop {

  /** The next answer, which comes at once. */
  Reply next();

  /** Where an answer tells of keys: a JSON pointer, empty for the whole answer. */
  String keys();

  /** A client of {@code GET /sync}. */
  static SyncLoop of(TestDevice device) {
    return new SyncLoop() {
      private String since = "";

      @Override
      public Reply next() {
        Reply reply = device.sync(since);
        since = reply.getNextBatch();
        return reply;
      }

      @Override
      public String keys() {
        return "";
      }
    };
  }
}
