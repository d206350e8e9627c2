package io.todevice.http;

import io.todevice.api.ServedOperations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Makes Jersey's resources of the implementations of generated interfaces: one for each operation,
 * with the one object that implements it.
 */
public final class OperationResources {

  private OperationResources() {}

  /** The resources of all operations. */
  public static Set<Resource> of(ServedOperations operations) {
    Set<Resource> resources = new HashSet<>();
    // An object may implement several operations.
    Set<Object> implementations = Collections.newSetFromMap(new IdentityHashMap<>());
    implementations.addAll(operations.listImplementations());
    implementations.forEach(implementation -> resources.addAll(of(implementation)));
    return resources;
  }

  private static List<Resource> of(Object implementation) {
    List<Resource> resources = new ArrayList<>();
    for (Class<?> api : implementation.getClass().getInterfaces()) {
      for (Method method : api.getMethods()) {
        if (method.isAnnotationPresent(Operation.class)) {
          resources.add(resource(implementation, method));
        }
      }
    }
    return resources;
  }

  private static Resource resource(Object implementation, Method method) {
    Resource.Builder resource = Resource.builder(method.getAnnotation(Path.class).value());
    ResourceMethod.Builder operation =
        resource.addMethod(httpMethod(method)).handledBy(implementation, method);
    operation.produces(method.getAnnotation(Produces.class).value());
    if (method.isAnnotationPresent(Consumes.class)) {
      operation.consumes(method.getAnnotation(Consumes.class).value());
    }
    return resource.build();
  }

  private static String httpMethod(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod httpMethod = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (httpMethod != null) {
        return httpMethod.value();
      }
    }
    throw new IllegalArgumentException(method + " has no HTTP method");
  }
}
