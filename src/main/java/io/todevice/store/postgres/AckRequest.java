package io.todevice.store.postgres;

import io.todevice.domain.DeviceIncarnation;

/** That a device has passed its inbox up to a place. Completes when others see it. */
final class AckRequest extends Batches.Request<Boolean> {

  private static final int BYTES = 100;

  final DeviceIncarnation device;
  final long passed;

  AckRequest(DeviceIncarnation device, long passed) {
    this.device = device;
    this.passed = passed;
  }

  @Override
  long bytes() {
    return BYTES;
  }
}
