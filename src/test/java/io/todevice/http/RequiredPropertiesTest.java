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
 * A property that the specification requires is one that hand-written code has to deal with. Where
 * a new revision adds one to a response, the answer would lack it; where it adds one to a request,
 * it would be passed over in silence.
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
        if (!calls.contains(property.accessor())) {
          unread.add(property + " and nothing reads it: call " + property.accessor() + "()");
        }
      }
    }

    assertThat(unread).isEmpty();
  }

  @Test
  @DisplayName("are set where they stand in what is answered")
  void ofResponses() {
    List<String> unset = new ArrayList<>();
    for (Method operation : operations()) {
      for (RequiredProperty property : RequiredProperty.ofResponse(operation)) {
        if (calls.contains(property.model().getSimpleName() + ".builder")
            && !calls.contains(property.setter())) {
          unset.add(property + " and nothing sets it: call " + property.setter() + "(…)");
        }
      }
    }

    assertThat(unset).isEmpty();
  }

  @Test
  @DisplayName("are found, also deep inside")
  void areFound() {
    List<String> found = new ArrayList<>();
    for (Method operation : operations()) {
      RequiredProperty.ofRequest(operation).forEach(property -> found.add(property.accessor()));
      RequiredProperty.ofResponse(operation).forEach(property -> found.add(property.setter()));
    }

    assertThat(found)
        .contains(
            "SendToDeviceRequest.messages",
            "SyncResponse.Builder.nextBatch",
            "ToDeviceEvent.Builder.sender");
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
        .filter(access -> access.getTargetOwner().getPackageName().equals("io.todevice.model"))
        .forEach(access -> called.add(nameOf(access.getTargetOwner().getName(), access.getName())));
    classes.stream()
        .flatMap(type -> type.getMethodReferencesFromSelf().stream())
        .filter(call -> call.getTargetOwner().getPackageName().equals("io.todevice.model"))
        .forEach(call -> called.add(nameOf(call.getTargetOwner().getName(), call.getName())));
    return called;
  }

  private static String nameOf(String owner, String method) {
    return owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }
}
