package io.todevice.conformance.cases;

import io.todevice.conformance.report.SpecificationPlace;

/** Where in the specification cases come from. */
final class Places {

  static final SpecificationPlace SEND_TO_DEVICE =
      new SpecificationPlace(
          "PUT /sendToDevice/{eventType}/{txnId}", "put_matrixclientv3sendtodeviceeventtypetxnid");
  static final SpecificationPlace TO_DEVICE =
      new SpecificationPlace("Send-to-Device messaging", "send-to-device-messaging");
  static final SpecificationPlace TO_DEVICE_SYNC =
      new SpecificationPlace("Extensions to /sync", "extensions-to-sync");
  static final SpecificationPlace SYNC =
      new SpecificationPlace("GET /sync", "get_matrixclientv3sync");
  static final SpecificationPlace TRANSACTIONS =
      new SpecificationPlace("Transaction identifiers", "transaction-identifiers");
  static final SpecificationPlace AUTHENTICATION =
      new SpecificationPlace("Using access tokens", "using-access-tokens");
  static final SpecificationPlace ERRORS =
      new SpecificationPlace("Standard error response", "standard-error-response");
  static final SpecificationPlace BROWSERS =
      new SpecificationPlace("Web browser clients", "web-browser-clients");
  static final SpecificationPlace RATE_LIMITING =
      new SpecificationPlace("Rate limiting", "rate-limiting");
  static final SpecificationPlace VERSIONS =
      new SpecificationPlace("GET /versions", "get_matrixclientversions");
  static final SpecificationPlace API_STANDARDS =
      new SpecificationPlace("API Standards", "api-standards");
  static final SpecificationPlace TOKENS_AND_DEVICES =
      new SpecificationPlace(
          "Relationship between access tokens and devices",
          "relationship-between-access-tokens-and-devices");
  static final SpecificationPlace REFRESHING =
      new SpecificationPlace("Refreshing access tokens", "refreshing-access-tokens");
  static final SpecificationPlace LOGOUT =
      new SpecificationPlace("POST /logout", "post_matrixclientv3logout");
  static final SpecificationPlace LOGOUT_ALL =
      new SpecificationPlace("POST /logout/all", "post_matrixclientv3logoutall");
  static final SpecificationPlace DEVICE_DELETION =
      new SpecificationPlace("DELETE /devices/{deviceId}", "delete_matrixclientv3devicesdeviceid");
  static final SpecificationPlace COMMON_ERRORS =
      new SpecificationPlace("Common error codes", "common-error-codes");
  static final SpecificationPlace WHOAMI =
      new SpecificationPlace("GET /account/whoami", "get_matrixclientv3accountwhoami");
  static final SpecificationPlace REGISTER =
      new SpecificationPlace("POST /register", "post_matrixclientv3register");
  static final SpecificationPlace LOGIN =
      new SpecificationPlace("POST /login", "post_matrixclientv3login");

  static final SpecificationPlace KEYS_UPLOAD =
      new SpecificationPlace("POST /keys/upload", "post_matrixclientv3keysupload");
  static final SpecificationPlace KEYS_CLAIM =
      new SpecificationPlace("Key management", "key-management-api");
  static final SpecificationPlace KEYS_SYNC =
      new SpecificationPlace("Extensions to /sync", "e2e-extensions-to-sync");
  static final SpecificationPlace SLIDING_SYNC =
      new SpecificationPlace("POST /v4/sync", "post_matrixclientv4sync");
  static final SpecificationPlace CROSS_SIGNING =
      new SpecificationPlace("Cross-signing", "cross-signing");

  static final SpecificationPlace KEY_BACKUP =
      new SpecificationPlace("Server-side key backups", "server-side-key-backups");
  static final SpecificationPlace ACCOUNT_DATA =
      new SpecificationPlace("Client Config", "client-config");

  private Places() {}
}
