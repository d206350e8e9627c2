package io.todevice.strict.check;

/** What is remembered of one device, each part by the check that it belongs to. */
final class DeviceMemory {

  final TransactionCheck.Memory transactions = new TransactionCheck.Memory();
  final SinceCheck.Memory since = new SinceCheck.Memory();
  final BusySyncCheck.Memory busy = new BusySyncCheck.Memory();
}
