package io.todevice.http.gateway;

import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.glassfish.jersey.message.MessageBodyWorkers;
import org.glassfish.jersey.server.internal.routing.UriRoutingContext;
import org.glassfish.jersey.server.spi.internal.ParamValueFactoryWithSource;
import org.glassfish.jersey.server.spi.internal.ParameterValueHelper;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Calls one resource method straight away: Jersey gets the parameters out of the request and finds
 * the readers and writers of the bodies, but its request pipeline (a second routing, the request
 * scope, the filter chains) is left out, which is most of what a small request costs. Made by
 * {@link ResourceCalls} for methods that can't tell the difference.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param resource the resource
 * @param method its method, accessible
 * @param parameters how the method's parameters are got
 * @param template the method's whole path template
 * @param entityType the type of what the method answers with, in a stage or not
 * @param workers finds the readers and writers
 */
record ResourceCall(
    Object resource,
    Method method,
    List<ParamValueFactoryWithSource<?>> parameters,
    UriTemplate template,
    Type entityType,
    MessageBodyWorkers workers) {

  /** No writer of JSON looks at the annotations of a method, and getting them copies them. */
  private static final Annotation[] NO_ANNOTATIONS = {};

  private static final List<Object> JSON = List.of(MediaType.APPLICATION_JSON);

  /**
   * Calls the method and lets it answer {@code exchange}, now or later.
   *
   * @param segments the path segments that stand for the template's parameters
   */
  void invoke(Exchange exchange, GatewayRequest request, List<String> segments) {
    request.setWorkers(workers);
    if (!segments.isEmpty()) {
      // What Jersey's own routing leaves behind for whoever asks for a path parameter.
      UriRoutingContext routing = (UriRoutingContext) request.getUriInfo();
      routing.pushMatchResult(new SegmentsMatch(segments));
      routing.pushTemplates(template, null);
    }
    Object result = call(ParameterValueHelper.getParameterValues(parameters, request));
    if (result instanceof CompletionStage<?> stage) {
      await(exchange, stage);
    } else {
      exchange.answer(answer(result));
    }
  }

  private @Nullable Object call(Object[] arguments) {
    try {
      return method.invoke(resource, arguments);
    } catch (InvocationTargetException e) {
      throw new CompletionException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void await(Exchange exchange, CompletionStage<?> stage) {
    // A minimal stage is a CompletableFuture that can't be asked: its full one can.
    CompletableFuture<?> future = stage.toCompletableFuture();
    if (future.isDone()) {
      exchange.answer(answer(future.join()));
      return;
    }
    exchange.suspend();
    future.whenComplete(
        (entity, fault) -> {
          if (fault == null) {
            exchange.run(() -> exchange.answer(answer(entity)));
          } else {
            exchange.fail(fault);
          }
        });
  }

  private Answer answer(@Nullable Object entity) {
    if (entity == null) {
      return Answer.empty(204);
    }
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    ResponseBuffer body = new ResponseBuffer();
    try {
      write(entity, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, JSON);
    return body.asAnswer(200, headers);
  }

  private <T> void write(T entity, MultivaluedMap<String, Object> headers, ResponseBuffer body)
      throws IOException {
    @SuppressWarnings("unchecked") // What getClass() says of a T.
    Class<T> type = (Class<T>) entity.getClass();
    MessageBodyWriter<T> writer =
        workers.getMessageBodyWriter(
            type, entityType, NO_ANNOTATIONS, MediaType.APPLICATION_JSON_TYPE);
    if (writer == null) {
      throw new InternalServerErrorException("no writer for " + type.getName());
    }
    writer.writeTo(
        entity, type, entityType, NO_ANNOTATIONS, MediaType.APPLICATION_JSON_TYPE, headers, body);
  }
}
