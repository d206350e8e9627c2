package io.todevice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What docs/architecture.md says of the packages. */
@AnalyzeClasses(packages = "io.todevice", importOptions = PackageRulesTest.WithoutTests.class)
class PackageRulesTest {

  /** The tests' classes stand in {@code test-classes}, whatever the build directory is called. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule specification_knows_nothing_of_the_server =
      classes()
          .that()
          .resideInAPackage("io.todevice.spec..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.spec..",
              "io.todevice.text",
              "java..",
              "com.fasterxml.jackson..",
              "org.noear.snack4..",
              "com.google.re2j..",
              "org.openapitools.openapidiff..",
              "org.eclipse.jgit..",
              "javax.xml.stream..",
              "io.swagger.v3.oas.models..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule validation_knows_only_the_specification =
      classes()
          .that()
          .resideInAPackage("io.todevice.validation..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.validation..",
              "io.todevice.spec..",
              "io.todevice.text",
              "java..",
              "com.fasterxml.jackson..",
              "com.networknt.schema..",
              "tools.jackson..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule strict_mode_knows_no_server =
      classes()
          .that()
          .resideInAPackage("io.todevice.strict..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.strict..",
              "io.todevice.validation..",
              "io.todevice.spec",
              "io.todevice.spec.model",
              "io.todevice.domain..",
              "io.todevice.text",
              "java..",
              "com.fasterxml.jackson..",
              "com.github.benmanes.caffeine..",
              "com.sun.net.httpserver..",
              "org.slf4j..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule only_the_admin_endpoint_knows_its_http_server =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.todevice.strict.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule the_rules_know_nothing_of_how_they_are_shown =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.todevice.strict", "io.todevice.strict.check..", "io.todevice.strict.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.todevice.strict.report..", "io.todevice.strict.admin..");

  @ArchTest
  static final ArchRule the_conformance_kit_knows_a_server_only_by_http =
      classes()
          .that()
          .resideInAPackage("io.todevice.conformance..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.conformance..",
              "io.todevice.validation",
              "io.todevice.text",
              "io.todevice.spec",
              "io.todevice.spec.model",
              "io.todevice.spec.trace",
              "java..",
              "javax.net.ssl..",
              "javax.xml.stream..",
              "com.fasterxml.jackson..",
              "org.junit.jupiter.api..",
              "org.opentest4j..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule only_the_kits_tests_know_junit =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.todevice.conformance.junit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.opentest4j..");

  @ArchTest
  static final ArchRule only_the_comparison_knows_openapi_diff =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.todevice.spec.drift.compare")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openapitools..", "io.swagger..");

  @ArchTest
  static final ArchRule the_audit_shares_nothing_with_what_it_audits =
      classes()
          .that()
          .resideInAPackage("io.todevice.spec.audit..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.spec.audit..",
              "io.todevice.spec",
              "io.todevice.spec.model",
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule the_sweep_is_a_tool_of_the_build =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.todevice.sweep..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.todevice.sweep..");

  @ArchTest
  static final ArchRule the_sweep_knows_only_the_specification =
      noClasses()
          .that()
          .resideInAPackage("io.todevice.sweep..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.todevice..")
                  .and(not(resideInAnyPackage("io.todevice.sweep..", "io.todevice.spec.."))));

  @ArchTest
  static final ArchRule domain_knows_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("io.todevice.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.domain..", "io.todevice.text", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule store_interfaces_know_only_the_domain =
      classes()
          .that()
          .resideInAPackage("io.todevice.store")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.store", "io.todevice.domain", "java..", "org.jspecify..");

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
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule services_know_no_http =
      noClasses()
          .that()
          .resideInAnyPackage("io.todevice.service..", "io.todevice.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.todevice.http..",
              "io.todevice.api..",
              "io.todevice.model..",
              "io.todevice.config..",
              "io.todevice.server..",
              "io.todevice.cli..",
              "jakarta.ws..",
              "org.glassfish..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule services_know_no_particular_store =
      noClasses()
          .that()
          .resideInAPackage("io.todevice.service..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.todevice.store.*..");

  @ArchTest
  static final ArchRule generated_models_appear_only_in_http =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.todevice.http", "io.todevice.api..", "io.todevice.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.todevice.api..", "io.todevice.model..");

  @ArchTest
  static final ArchRule only_the_server_and_what_starts_it_see_everything =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.todevice.server..", "io.todevice.cli", "io.todevice")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.todevice.server..");

  @ArchTest
  static final ArchRule resources_know_no_store =
      noClasses()
          .that()
          .resideInAPackage("io.todevice.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.todevice.store..", "io.todevice.config..", "io.todevice.cli..");

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
}
