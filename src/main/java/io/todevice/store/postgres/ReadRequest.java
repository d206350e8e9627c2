package io.todevice.store.postgres;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import java.util.Optional;

/** One reading of an inbox. */
final class ReadRequest extends Batches.Request<ReadRequest.Answer> {

  private static final int BYTES = 200;

  final DeviceIncarnation device;
  final Optional<TokenHash> accessToken;
  final Optional<InboxPosition> since;
  final PageSize size;

  /**
   * What was read.
   *
   * @param passed up to where the reader has passed the inbox
   * @param acknowledged up to where messages have been deleted
   * @param readAt when that was noted last, in milliseconds
   * @param oldest when the first message of the page arrived, in milliseconds
   */
  record Answer(InboxPage page, long passed, long acknowledged, long readAt, long oldest) {}

  /**
   * A request.
   *
   * @param accessToken the token whose session has to be there; empty for none
   */
  ReadRequest(
      DeviceIncarnation device,
      Optional<TokenHash> accessToken,
      Optional<InboxPosition> since,
      PageSize size) {
    this.device = device;
    this.accessToken = accessToken;
    this.since = since;
    this.size = size;
  }

  @Override
  long bytes() {
    return BYTES;
  }
}
