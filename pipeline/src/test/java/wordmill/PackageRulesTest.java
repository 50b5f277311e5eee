package wordmill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;

/** The rules of the packages, as pipeline/DESIGN.md draws them. */
@AnalyzeClasses(packages = "wordmill", importOptions = DoNotIncludeTests.class)
final class PackageRulesTest {
  /** The data's way: a stage may use those before it. */
  private static final List<String> STAGES =
      List.of(
          "text",
          "vocab",
          "corpus",
          "cooccurrence",
          "ppmi",
          "svd",
          "embeddings",
          "word2vec",
          "evaluate",
          "averaging",
          "training",
          "nn",
          "lm",
          "pairs",
          "seq2seq");

  /** Used by stages, and using none. */
  private static final String[] FOUNDATIONS = {
    "wordmill.config..", "wordmill.random..", "wordmill.linalg..", "wordmill.store.."
  };

  private static final String[] NETWORKS = {"wordmill.nn..", "wordmill.lm..", "wordmill.seq2seq.."};

  private static final DescribedPredicate<JavaClass> SPARK_IN_NAME =
      DescribedPredicate.describe(
          "say Spark in their name or their outer class's",
          type -> type.getName().substring(type.getPackageName().length()).contains("Spark"));

  private PackageRulesTest() {}

  @ArchTest static final ArchRule stagesLookUpstreamOnly = upstreamOnly();

  @ArchTest
  static final ArchRule predictingKnowsNoCounting =
      noClasses()
          .that()
          .resideInAPackage("wordmill.word2vec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("wordmill.cooccurrence..", "wordmill.ppmi..", "wordmill.svd..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("wordmill.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule foundationsKnowNoStage =
      noClasses()
          .that()
          .resideInAnyPackage(FOUNDATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packagesOf(STAGES))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes().that(resideInAPackage("wordmill..")).should().resideInAnyPackage(knownPackages());

  @ArchTest
  static final ArchRule sparkShowsInTheName =
      noClasses()
          .that(DescribedPredicate.not(SPARK_IN_NAME))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule networksAloneUseDl4j =
      noClasses()
          .that(DescribedPredicate.not(resideInAnyPackage(NETWORKS)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.deeplearning4j..", "org.nd4j..", "org.datavec..", "org.bytedeco..");

  @ArchTest
  static final ArchRule loggingIsSlf4j =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  private static LayeredArchitecture upstreamOnly() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String stage : STAGES) {
      layers = layers.layer(stage).definedBy(packageOf(stage));
    }
    for (int i = 0; i < STAGES.size(); i++) {
      List<String> downstream = STAGES.subList(i + 1, STAGES.size());
      String stage = STAGES.get(i);
      layers =
          downstream.isEmpty()
              ? layers.whereLayer(stage).mayNotBeAccessedByAnyLayer()
              : layers
                  .whereLayer(stage)
                  .mayOnlyBeAccessedByLayers(downstream.toArray(String[]::new));
    }
    return layers;
  }

  private static String packageOf(String stage) {
    return "wordmill." + stage + "..";
  }

  private static String[] packagesOf(List<String> stages) {
    return stages.stream().map(PackageRulesTest::packageOf).toArray(String[]::new);
  }

  private static String[] knownPackages() {
    List<String> known = new ArrayList<>(List.of(packagesOf(STAGES)));
    known.addAll(List.of(FOUNDATIONS));
    return known.toArray(String[]::new);
  }
}
