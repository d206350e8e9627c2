package io.todevice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.todevice.Main;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What docs/architecture.md says of the packages, and which libraries each of them may use. */
@AnalyzeClasses(packages = PackageTable.ROOT, importOptions = PackageRulesTest.WithoutTests.class)
class PackageRulesTest {

  /** The libraries of packages that may use few, beside the JDK's {@code java..} and JSpecify. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "io.todevice.domain..", List.of(),
          "io.todevice.store", List.of("org.slf4j.."),
          "io.todevice.text..", List.of("com.fasterxml.jackson..", "org.yaml.snakeyaml.."),
          "io.todevice.spec..",
              List.of(
                  "com.fasterxml.jackson..",
                  "org.noear.snack4..",
                  "com.google.re2j..",
                  "org.eclipse.jgit..",
                  "javax.xml.stream..",
                  "javax.tools..",
                  "com.sun.source.."),
          "io.todevice.validation..", List.of("com.fasterxml.jackson..", "com.networknt.schema.."),
          "io.todevice.strict..",
              List.of(
                  "com.fasterxml.jackson..",
                  "com.github.benmanes.caffeine..",
                  "com.sun.net.httpserver..",
                  "org.slf4j.."),
          "io.todevice.conformance..",
              List.of(
                  "javax.net.ssl..",
                  "javax.xml.stream..",
                  "com.fasterxml.jackson..",
                  "org.junit.jupiter.api..",
                  "org.opentest4j.."));

  /** Libraries that few packages use. */
  private static final Map<String, List<String>> ONLY_USERS =
      Map.of(
          "com.sun.net.httpserver..", List.of("io.todevice.strict.admin.."),
          "org.junit..", List.of("io.todevice.conformance.junit", "io.todevice.testing.junit"),
          "org.opentest4j..", List.of("io.todevice.conformance.junit"),
          "org.assertj..", List.of("io.todevice.testing.assertj"),
          "java.sql..", List.of("io.todevice.store.."),
          "org.sqlite..", List.of("io.todevice.store.."),
          "org.postgresql..", List.of("io.todevice.store.."),
          "com.zaxxer..", List.of("io.todevice.store.."),
          "org.flywaydb..", List.of("io.todevice.store.."));

  /** The tests' classes stand in {@code test-classes}, whatever the build directory is called. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static void packages_depend_on_what_the_table_names_and_on_nothing_else(JavaClasses all) {
    Map<String, Set<String>> actual = new TreeMap<>();
    for (JavaClass each : all) {
      Set<String> used =
          actual.computeIfAbsent(
              PackageTable.shortName(each.getPackageName()), name -> new TreeSet<>());
      used.addAll(targets(each));
    }

    assertThat(PackageTable.read().differences(actual)).isEmpty();
  }

  private static Set<String> targets(JavaClass each) {
    return each.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(PackageTable.ROOT) && !name.equals(each.getPackageName()))
        .map(PackageTable::shortName)
        .collect(toCollection(TreeSet::new));
  }

  @ArchTest
  static void only_the_server_and_main_may_see_everything(JavaClasses all) {
    PackageTable table = PackageTable.read();

    assertThat(table.packages())
        .filteredOn(name -> table.allowed(name).contains(PackageTable.ALL))
        .containsExactlyInAnyOrder(PackageTable.ROOT, "server");
  }

  @ArchTest
  static final ArchRule no_cycles_between_the_packages =
      slices()
          .matching("io.todevice.(**)")
          .should()
          .beFreeOfCycles()
          // Generated code carries annotations of http, and http implements generated code.
          .ignoreDependency(
              resideInAnyPackage("io.todevice.api..", "io.todevice.model.."),
              resideInAPackage("io.todevice.http.."));

  @ArchTest
  static final ArchRule nothing_depends_on_the_root_package =
      noClasses().should().dependOnClassesThat().resideInAPackage(PackageTable.ROOT);

  @ArchTest
  static void packages_use_the_libraries_that_they_may(JavaClasses all) {
    LIBRARIES.forEach(
        (user, libraries) ->
            classes()
                .that()
                .resideInAPackage(user)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    Stream.concat(
                            Stream.of("io.todevice..", "java..", "org.jspecify.."),
                            libraries.stream())
                        .toArray(String[]::new))
                .check(all));
  }

  @ArchTest
  static void some_libraries_have_few_users(JavaClasses all) {
    ONLY_USERS.forEach(
        (library, users) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(users.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(all));
  }

  @ArchTest
  static final ArchRule services_and_stores_know_no_http_and_no_json =
      noClasses()
          .that()
          .resideInAnyPackage("io.todevice.service..", "io.todevice.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws..", "org.glassfish..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule stores_never_see_a_secret_in_the_clear =
      noClasses()
          .that()
          .resideInAPackage("io.todevice.store..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.todevice.domain.AccessToken");

  @ArchTest
  static final ArchRule stores_do_not_know_each_other =
      slices()
          .matching("io.todevice.store.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.todevice.store.."), resideInAPackage("io.todevice.store.sql"))
          .allowEmptyShould(true);

  /** What the tools alone need. */
  private static final String[] LIBRARIES_OF_THE_TOOLS = {
    "org.eclipse.jgit..", "org.noear..", "com.sun.source..", "javax.tools.."
  };

  @ArchTest
  static void the_server_reaches_no_library_of_the_tools(JavaClasses all) {
    assertThat(reached(all.that(equivalentTo(Main.class))))
        .filteredOn(resideInAnyPackage(LIBRARIES_OF_THE_TOOLS)::test)
        .isEmpty();
  }

  @ArchTest
  static void the_library_for_tests_reaches_neither_these_nor_those_of_a_program(JavaClasses all) {
    assertThat(reached(all.that(resideInAPackage("io.todevice.testing.."))))
        .filteredOn(
            resideInAnyPackage(LIBRARIES_OF_THE_TOOLS)
                    .or(resideInAnyPackage("picocli..", "ch.qos.logback.."))
                ::test)
        .isEmpty();
  }

  /** These classes and all that they use, directly or through others. */
  private static Set<JavaClass> reached(Iterable<JavaClass> from) {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    from.forEach(open::add);
    while (!open.isEmpty()) {
      JavaClass next = open.remove();
      if (reached.add(next)) {
        next.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .forEach(open::add);
      }
    }
    return reached;
  }

  @ArchTest
  static final ArchRule the_sweep_is_a_tool_of_the_build =
      noClasses()
          .that(not(resideInAPackage("io.todevice.sweep..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.todevice.sweep..");
}
