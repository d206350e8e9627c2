package io.todevice.store.contract;

/** Every guarantee of a {@link io.todevice.store.Store}. */
public interface StoreContract
    extends AccountContract,
        DeviceContract,
        DeviceDeletionContract,
        IncarnationContract,
        SessionContract,
        RefreshContract,
        SendContract,
        ReadContract,
        PositionContract,
        TransactionContract,
        InboxBoundsContract,
        InboxRetentionContract,
        WatchContract,
        FilterContract,
        UserDataContract,
        KeyBackupContract,
        LifecycleContract,
        ConcurrentSendContract,
        ConcurrentBoundsContract,
        ConcurrentRecipientsContract,
        ConcurrentDeviceContract,
        ConcurrentOnceContract,
        ConcurrentWatchContract {}
