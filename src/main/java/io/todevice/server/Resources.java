package io.todevice.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.http.AccountDataResource;
import io.todevice.http.CrossSigningResource;
import io.todevice.http.DeviceResource;
import io.todevice.http.DocumentConstraints;
import io.todevice.http.FilterResource;
import io.todevice.http.Filters;
import io.todevice.http.Implementations;
import io.todevice.http.InteractiveAuth;
import io.todevice.http.KeyBackupResource;
import io.todevice.http.KeyBackupVersionResource;
import io.todevice.http.KeysResource;
import io.todevice.http.ProfileResource;
import io.todevice.http.PushRuleResource;
import io.todevice.http.RegistrationResource;
import io.todevice.http.SendToDeviceResource;
import io.todevice.http.ServerResource;
import io.todevice.http.SessionResource;
import io.todevice.http.SlidingSyncResource;
import io.todevice.http.SyncResource;
import io.todevice.http.exchange.Bindings;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.AnswerSchema;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The implementations of the generated interfaces. */
final class Resources {

  private Resources() {}

  static Bindings of(
      Services services,
      SpecificationDocument specification,
      CompletionStage<AnswerSchema> capabilities,
      DocumentConstraints constraints,
      int maxContentBytes,
      Optional<URI> publicBaseUrl) {
    JsonMapper mapper = JsonMappers.create();
    JsonReader reader = new JsonReader(mapper);
    JsonWriter writer = new JsonWriter(mapper);
    InteractiveAuth interactive = new InteractiveAuth(reader, writer);
    Implementations implementations =
        new Implementations(
            new AccountDataResource(services.accountData, services.pushRules, writer),
            new CrossSigningResource(
                services.crossSigning,
                services.signatures(
                    (keys, device) -> CrossSigningResource.findSigningKey(reader, keys, device)),
                interactive,
                reader),
            new DeviceResource(services.devices, interactive),
            new FilterResource(services.filters, writer, reader),
            new KeyBackupResource(services.keyBackups, writer),
            new KeyBackupVersionResource(services.keyBackups),
            new KeysResource(services.keys, services.sync, reader, writer),
            new ProfileResource(services.profiles, reader, writer),
            new PushRuleResource(services.pushRules, reader, writer),
            new RegistrationResource(services.registrations, interactive),
            new SendToDeviceResource(services.messaging, maxContentBytes),
            new ServerResource(
                specification.versions(),
                capabilities,
                specification.operationIds().contains("setProfileField"),
                publicBaseUrl.map(URI::toASCIIString)),
            new SessionResource(services.sessions, interactive),
            new SlidingSyncResource(services.sync),
            new SyncResource(
                services.sync, new Filters(services.filters, reader, constraints), writer));
    return new Bindings(implementations.listBindings(), reader, writer);
  }
}
