package io.todevice.http.gateway;

import io.todevice.http.auth.Caller;
import io.todevice.http.error.ErrorMapper;
import io.todevice.spec.model.ServedOperation;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.message.MessageBodyWorkers;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.MethodHandler;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.spi.internal.ParamValueFactoryWithSource;
import org.glassfish.jersey.server.spi.internal.ParameterValueHelper;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * Finds out which resource methods can be {@linkplain ResourceCall called straight away}: those
 * that can't tell the difference, because
 *
 * <ul>
 *   <li>their resource is registered as an instance or described in code with one, and neither it
 *       nor any other registered component has something injected into it;
 *   <li>their parameters are path, query or header parameters, the body, a {@link Caller} or a
 *       {@link RequestLifetime};
 *   <li>they take and give JSON, as a typed value or a stage of one, and no {@link Response};
 *   <li>nothing is registered that takes part in every request: filters, interceptors, exception
 *       mappers, features, listeners.
 * </ul>
 *
 * <p>Every other method is called by Jersey's request pipeline, with the same result.
 */
final class ResourceCalls {

  private static final List<Class<?>> PIPELINE =
      List.of(
          ContainerRequestFilter.class,
          ContainerResponseFilter.class,
          ReaderInterceptor.class,
          WriterInterceptor.class,
          ExceptionMapper.class,
          DynamicFeature.class,
          ApplicationEventListener.class);

  private final MessageBodyWorkers workers;
  private final List<ValueParamProvider> valueProviders;
  private final Map<String, ResourceCall> calls = new HashMap<>();

  private ResourceCalls(ApplicationHandler application) {
    workers = application.getInjectionManager().getInstance(MessageBodyWorkers.class);
    valueProviders = application.getInjectionManager().getAllInstances(ValueParamProvider.class);
  }

  /** The calls of an application, by method and path without the names of the parameters. */
  static ResourceCalls of(ApplicationHandler application) {
    ResourceCalls calls = new ResourceCalls(application);
    ResourceConfig configuration = application.getConfiguration();
    boolean isPipelineNeeded =
        Stream.concat(
                configuration.getClasses().stream(),
                configuration.getInstances().stream().map(Object::getClass))
            .anyMatch(ResourceCalls::needsPipeline);
    if (!isPipelineNeeded) {
      configuration.getInstances().forEach(calls::addResource);
      configuration
          .getResources()
          .forEach(resource -> calls.addModel(resource, application.getInjectionManager()));
    }
    return calls;
  }

  /** The call of an operation; empty if it needs Jersey's pipeline. */
  Optional<ResourceCall> find(ServedOperation operation) {
    return Optional.ofNullable(calls.get(key(operation.method(), operation.path())));
  }

  private static String key(String method, String path) {
    return method + " " + path.replaceAll("\\{[^{}]*\\}", "{}");
  }

  private static boolean needsPipeline(Class<?> component) {
    return (component != ErrorMapper.class
            && PIPELINE.stream().anyMatch(contract -> contract.isAssignableFrom(component)))
        || hasInjection(component);
  }

  private static boolean hasInjection(Class<?> component) {
    for (Class<?> type = component; type != null; type = type.getSuperclass()) {
      if (Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
          .flatMap(Stream::of)
          .map(AnnotatedElement.class::cast)
          .anyMatch(
              member ->
                  member.isAnnotationPresent(Context.class)
                      || member.isAnnotationPresent(Inject.class))) {
        return true;
      }
    }
    return false;
  }

  private void addResource(Object instance) {
    Resource resource = Resource.from(instance.getClass());
    if (resource != null) {
      String path = "/" + strip(resource.getPath());
      resource.getResourceMethods().forEach(method -> add(instance, path, method));
      for (Resource child : resource.getChildResources()) {
        String childPath = path + "/" + strip(child.getPath());
        child.getResourceMethods().forEach(method -> add(instance, childPath, method));
      }
    }
  }

  /** A resource that was described in code, with the objects that handle its methods. */
  private void addModel(Resource resource, InjectionManager injectionManager) {
    String path = "/" + strip(resource.getPath());
    for (ResourceMethod method : resource.getResourceMethods()) {
      MethodHandler handler = method.getInvocable().getHandler();
      if (!handler.isClassBased()) {
        add(handler.getInstance(injectionManager), path, method);
      }
    }
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private void add(Object instance, String path, ResourceMethod method) {
    Invocable invocable = method.getInvocable();
    List<ParamValueFactoryWithSource<?>> parameters =
        ParameterValueHelper.createValueProviders(valueProviders, invocable);
    Type entityType = entityType(invocable);
    Method called = accessible(invocable);
    if (isJson(method)
        && path.indexOf(':') < 0
        && !parameters.contains(null)
        && invocable.getParameters().stream().allMatch(ResourceCalls::isPlain)
        && isEntity(entityType)
        && Modifier.isPublic(called.getDeclaringClass().getModifiers())) {
      calls.put(
          key(method.getHttpMethod(), path),
          new ResourceCall(
              instance, called, parameters, new UriTemplate(path), entityType, workers));
    }
  }

  private static boolean isJson(ResourceMethod method) {
    return method.getProducedTypes().equals(List.of(MediaType.APPLICATION_JSON_TYPE))
        && !method.isSuspendDeclared()
        && !method.isManagedAsyncDeclared()
        && !method.isSse()
        && method.getNameBindings().isEmpty();
  }

  private static boolean isPlain(Parameter parameter) {
    return switch (parameter.getSource()) {
      case PATH, QUERY, HEADER, ENTITY -> true;
      case CONTEXT ->
          parameter.getRawType() == Caller.class
              || parameter.getRawType() == RequestLifetime.class
              // Made of the query by a provider of the application's own.
              || parameter.getRawType().isRecord();
      default -> false;
    };
  }

  private static Type entityType(Invocable invocable) {
    Type type = invocable.getResponseType();
    return type instanceof ParameterizedType stage
            && stage.getRawType() instanceof Class<?> raw
            && CompletionStage.class.isAssignableFrom(raw)
        ? stage.getActualTypeArguments()[0]
        : type;
  }

  private static boolean isEntity(Type type) {
    return !(type instanceof Class<?> raw)
        || !(Response.class.isAssignableFrom(raw)
            || raw.isAssignableFrom(Response.class)
            || CompletionStage.class.isAssignableFrom(raw)
            || raw == void.class
            || raw == Void.class);
  }

  /** The method itself, or where its class can't be called from here, that of its interface. */
  private static Method accessible(Invocable invocable) {
    Method method = invocable.getHandlingMethod();
    return Modifier.isPublic(method.getDeclaringClass().getModifiers())
        ? method
        : invocable.getDefinitionMethod();
  }
}
