package io.todevice.store.sql;

import io.todevice.store.AccountDataStore;
import io.todevice.store.AccountStore;
import io.todevice.store.DeviceStore;
import io.todevice.store.FilterStore;
import io.todevice.store.KeyBackupStore;
import io.todevice.store.KeyStore;
import io.todevice.store.MessageStore;
import io.todevice.store.ProfileStore;
import io.todevice.store.Store;
import io.todevice.store.StoreStatistics;
import java.util.concurrent.CompletionStage;

/** A store on an SQL database, which is made of the parts that all of them share. */
public interface SqlStore extends Store {

  /** The parts. */
  SqlParts parts();

  @Override
  default AccountStore accounts() {
    return parts().accounts();
  }

  @Override
  default DeviceStore devices() {
    return parts().devices();
  }

  @Override
  default MessageStore messages() {
    return parts().messages();
  }

  @Override
  default FilterStore filters() {
    return parts().filters();
  }

  @Override
  default KeyStore keys() {
    return parts().keys();
  }

  @Override
  default ProfileStore profiles() {
    return parts().profiles();
  }

  @Override
  default KeyBackupStore keyBackups() {
    return parts().keyBackups();
  }

  @Override
  default AccountDataStore accountData() {
    return parts().accountData();
  }

  @Override
  default CompletionStage<String> ensureProperty(String name, String value) {
    return parts().properties().ensure(name, value);
  }

  @Override
  default StoreStatistics statistics() {
    return parts().drops().statistics();
  }

  @Override
  default boolean isDurable() {
    return true;
  }
}
