package io.todevice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A property that the specification requires of a request is one that hand-written code has to deal
 * with: where a new revision adds one, it would be ignored. One that is added to a response does
 * not compile.
 */
@DisplayName("Properties that the specification requires")
class RequiredPropertiesTest {

  private final Set<String> calls = callsOfHandWrittenCode();

  @Test
  @DisplayName("are read where they stand in a request")
  void ofRequests() {
    List<String> unread = new ArrayList<>();
    for (Method operation : operations()) {
      for (RequiredProperty property : RequiredProperty.ofRequest(operation)) {
        if (property.accessors().noneMatch(calls::contains)) {
          unread.add(property + " and nothing reads it: call " + property.accessor() + "()");
        }
      }
    }

    assertThat(unread).isEmpty();
  }

  @Test
  @DisplayName("are found, also deep inside")
  void areFound() {
    List<String> found = new ArrayList<>();
    for (Method operation : operations()) {
      RequiredProperty.ofRequest(operation).forEach(property -> found.add(property.accessor()));
    }

    assertThat(found).contains("SendToDeviceRequest.messages", "LoginRequestIdentifier.type");
    assertThat(calls).doesNotContain("SendToDeviceRequest.unknown");
  }

  private static List<Method> operations() {
    List<Method> methods = new ArrayList<>();
    for (ServedOperation operation : SpecificationDocument.get().operations()) {
      methods.add(RequiredProperty.methodOf(operation.operationId()));
    }
    return methods;
  }

  private static Set<String> callsOfHandWrittenCode() {
    JavaClasses classes =
        new ClassFileImporter()
            .importPath(ProjectSpec.buildDirectory().resolve("classes/io/todevice/http"));
    Set<String> called = new TreeSet<>();
    classes.stream()
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .forEach(access -> called.add(nameOf(access.getTargetOwner().getName(), access.getName())));
    classes.stream()
        .flatMap(type -> type.getMethodReferencesFromSelf().stream())
        .forEach(call -> called.add(nameOf(call.getTargetOwner().getName(), call.getName())));
    return called;
  }

  private static String nameOf(String owner, String method) {
    return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }
}
