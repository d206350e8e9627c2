package io.todevice.store.contract;

/** Every guarantee of a {@link io.todevice.store.Store}. */
public interface StoreContract
    extends AccountContract,
        DeviceContract,
        DeviceDeletionContract,
        SessionContract,
        RefreshContract,
        SendContract,
        ReadContract,
        PositionContract,
        TransactionContract,
        WatchContract,
        FilterContract,
        LifecycleContract,
        ConcurrentSendContract,
        ConcurrentRecipientsContract,
        ConcurrentDeviceContract,
        ConcurrentOnceContract,
        ConcurrentWatchContract {}
