package dev.coterie.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of the house, the absence of rings, and what its rooms must not know. */
class HouseTest {
  private static final String ROOT = "dev.coterie.";

  /** What each module may use beside itself. */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.of(
              "numeric", Set.of(),
              "clustering", Set.of("numeric"),
              "language", Set.of("numeric"),
              "recommend", Set.of("numeric"),
              "domain", Set.of("numeric"),
              "pipeline", Set.of("numeric", "clustering", "language", "recommend", "domain"),
              "live",
                  Set.of("numeric", "clustering", "language", "recommend", "domain", "pipeline"),
              "server", Set.of("language", "domain", "pipeline", "live"),
              "cli",
                  Set.of(
                      "numeric",
                      "clustering",
                      "language",
                      "recommend",
                      "domain",
                      "pipeline",
                      "live",
                      "server")));

  private static final List<String> STAGES =
      List.of("ingest", "embed", "profile", "segment", "describe", "recommend", "snapshot");

  private static final Pattern NAMELESS =
      Pattern.compile(
          "Abstract[A-Z].*|.*(Utils?|Utilities|Helpers?|Manager|Impl|Misc|Common|Commons)");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.coterie");

  static Stream<String> modules() {
    return MAY_USE.keySet().stream();
  }

  static Stream<String> stages() {
    return STAGES.stream();
  }

  @Test
  void everyModuleIsKnownAndSeen() {
    Set<String> seen = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      String below = type.getPackageName().substring(ROOT.length());
      seen.add(below.replaceAll("\\..*", ""));
    }
    assertThat(seen).isEqualTo(MAY_USE.keySet());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleUsesOnlyWhatItMay(String module) {
    List<String> forbidden = new ArrayList<>();
    for (String other : MAY_USE.keySet()) {
      if (!other.equals(module) && !MAY_USE.getOrDefault(module, Set.of()).contains(other)) {
        forbidden.add(ROOT + other + "..");
      }
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void numericUsesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT + "numeric..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                ROOT + "numeric..", "java..", "jdk.incubator.vector..", "org.jspecify.annotations"))
        .check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStageImportsNoOtherStage(String stage) {
    String[] others =
        STAGES.stream()
            .filter(other -> !other.equals(stage))
            .map(other -> ROOT + "pipeline." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "pipeline." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .because("what passes between stages is a record in domain")
        .check(HOUSE);
  }

  @Test
  void packagesFormNoRing() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void onlyNumericNamesTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "numeric..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(HOUSE);
  }

  @Test
  void onlyRemoteModelsAndABackupOpenASocket() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "language.remote..")
        .and()
        .doNotHaveSimpleName("BackupCommand")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(
                    named(
                        "java\\.net\\.((Server|Datagram|Multicast)?Socket|.*URLConnection"
                            + "|InetSocketAddress)|java\\.nio\\.channels\\..*(Socket|Datagram).*"
                            + "|javax\\.net\\..*")))
        .because("Coterie is offline but for the servers that its user names")
        .check(HOUSE);
  }

  @Test
  void librariesAndWordsKnowNoSqlAndNoTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "pipeline..", ROOT + "live..", ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.duckdb..", "picocli..", "me.tongfei..")
        .check(HOUSE);
  }

  @Test
  void onlyTheServerKnowsSpring() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "io.micrometer..")
        .check(HOUSE);
  }

  @Test
  void theDomainOpensNoFile() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "domain..")
        .should()
        .dependOnClassesThat(
            named("java\\.nio\\.file\\.Files|java\\.io\\.(File|.*Stream|.*Reader|.*Writer)")
                .and(describe("that are not PrintStream", HouseTest::isNotPrintStream)))
        .check(HOUSE);
  }

  @Test
  void everyClassIsNamedByANoun() {
    List<String> nameless = new ArrayList<>();
    for (JavaClass type : HOUSE) {
      if (NAMELESS.matcher(type.getSimpleName()).matches()) {
        nameless.add(type.getName());
      }
    }
    assertThat(nameless).as("names that say nothing: the noun is missing").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AbstractReader", "TextUtil", "Utils", "StoreImpl", "JobManager"})
  void suchNamesAreFound(String name) {
    assertThat(name).matches(NAMELESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Abstraction", "Nearest", "CommonWords", "Mutilation"})
  void honestNamesAreNot(String name) {
    assertThat(name).doesNotMatch(NAMELESS);
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    Set<JavaPackage> packages = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    for (JavaClass type : HOUSE) {
      packages.add(type.getPackage());
    }
    assertThat(packages)
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  private static DescribedPredicate<JavaClass> named(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return describe("named " + pattern, type -> compiled.matcher(type.getName()).matches());
  }

  private static boolean isNotPrintStream(JavaClass type) {
    return !type.getName().equals("java.io.PrintStream");
  }
}
