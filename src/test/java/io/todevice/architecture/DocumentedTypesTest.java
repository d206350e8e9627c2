package io.todevice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Javadoc of the library for tests")
class DocumentedTypesTest {

  private static final String LIBRARY = PackageTable.ROOT + ".testing";

  @Test
  @DisplayName("has every type that the signatures in it lead to")
  void isClosed() throws IOException {
    Set<String> documented =
        PublishedJavadocTest.documented().stream()
            .map(PublishedJavadocTest.SOURCES::relativize)
            .map(Path::toString)
            .map(file -> file.replaceFirst("\\.java$", "").replace('/', '.'))
            .collect(Collectors.toSet());
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new PackageRulesTest.WithoutTests())
            .importPackages(PackageTable.ROOT);
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : classes) {
      if (type.getPackageName().startsWith(LIBRARY) && isPublic(type)) {
        leadsTo(type)
            .filter(other -> other.getPackageName().startsWith(PackageTable.ROOT))
            .filter(other -> !documented.contains(outermost(other)))
            .forEach(other -> missing.add(other.getName() + " of " + type.getName()));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(DocumentedTypesTest::outermost).orElse(type.getName());
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(DocumentedTypesTest::isPublic).orElse(true);
  }

  private static Stream<JavaClass> leadsTo(JavaClass type) {
    return Stream.of(
            type.getRawSuperclass().stream().toList(),
            type.getRawInterfaces(),
            type.getMembers().stream()
                .filter(DocumentedTypesTest::isShown)
                .flatMap(member -> member.getAllInvolvedRawTypes().stream())
                .toList())
        .flatMap(Collection::stream)
        .map(JavaClass::getBaseComponentType);
  }

  private static boolean isShown(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }
}
