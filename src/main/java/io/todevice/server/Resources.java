package io.todevice.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.http.DeviceResource;
import io.todevice.http.DocumentConstraints;
import io.todevice.http.FilterResource;
import io.todevice.http.Filters;
import io.todevice.http.Implementations;
import io.todevice.http.InteractiveAuth;
import io.todevice.http.JsonBodyReader;
import io.todevice.http.JsonBodyWriter;
import io.todevice.http.OperationResources;
import io.todevice.http.ParameterConverters;
import io.todevice.http.QueryParameters;
import io.todevice.http.RegistrationResource;
import io.todevice.http.SendToDeviceResource;
import io.todevice.http.ServerResource;
import io.todevice.http.SessionResource;
import io.todevice.http.SyncResource;
import io.todevice.http.json.JsonMappers;
import io.todevice.http.json.JsonReader;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.AnswerSchema;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/**
 * The implementations of the generated interfaces, and what Jersey needs to read and write for
 * them.
 */
final class Resources {

  private Resources() {}

  static ResourceConfig of(
      Services services,
      SpecificationDocument specification,
      DocumentConstraints constraints,
      int maxContentBytes) {
    JsonMapper mapper = JsonMappers.create();
    JsonReader reader = new JsonReader(mapper);
    InteractiveAuth interactive = new InteractiveAuth(reader, mapper);
    ResourceConfig resources = new ResourceConfig();
    resources.register(new JsonBodyReader(reader));
    resources.register(new JsonBodyWriter(mapper));
    resources.register(new ParameterConverters());
    resources.register(
        new AbstractBinder() {
          @Override
          protected void configure() {
            bind(new QueryParameters()).to(ValueParamProvider.class);
          }
        });
    Implementations implementations =
        new Implementations(
            new SendToDeviceResource(services.messaging, maxContentBytes),
            new SyncResource(services.sync, new Filters(services.filters, reader, constraints)),
            new SessionResource(services.sessions, interactive),
            new RegistrationResource(services.registrations, interactive),
            new DeviceResource(services.devices, interactive),
            new FilterResource(services.filters, mapper, reader),
            new ServerResource(
                specification.versions(),
                new AnswerSchema(SpecificationDocument.getTree(), "getCapabilities")));
    resources.registerResources(OperationResources.of(implementations));
    return resources;
  }
}
