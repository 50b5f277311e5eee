package wordmill.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.Launcher.HOME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.spark.network.util.JavaUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wordmill.jobs.Launcher.Outcome;

/**
 * deploy/k8s as kustomize renders it, and the pods that Spark makes of deploy/spark/k8s.properties,
 * against the schemas of Kubernetes and of the Spark operator.
 */
class KubernetesIT {
  private static final Path OVERLAYS = HOME.resolve("deploy/k8s/overlays");

  /** What a JVM needs beside its heap and JavaCPP's arrays. */
  private static final long BESIDE_MIB = 512;

  private static PythonEnvironment python;
  private static Path kubectl;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    python = PythonEnvironment.of("kubernetes");
    kubectl = python.folder().resolve("kubectl");
    if (!Files.exists(kubectl)) {
      Outcome outcome =
          Launcher.runCommand(
              HOME, Map.of(), python.script("unpack_kubectl.py", kubectl.toString()));
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }
  }

  // ---- what kustomize renders

  @ParameterizedTest
  @ValueSource(strings = {"volume", "object-store", "job"})
  void everyDocumentFitsTheSchemaOfItsKind(String overlay) throws Exception {
    Outcome checked = check(render(overlay));
    assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out()).matches("1[0-9] documents, 0 mistakes\n");
  }

  @ParameterizedTest
  @CsvSource({
    "allowPrivilegeEscalation, allowPrivilegesEscalation",
    "onFailureRetryInterval, onFailureRetriesInterval",
    "automountServiceAccountToken, automountServiceToken",
    "policyTypes, policyType",
    "accessModes, accessMode",
    "namespaceSelector, namespacesSelector",
  })
  void wrongNameOfAFieldIsFound(String right, String wrong) throws Exception {
    String rendered = render("volume");
    assertThat(rendered).contains(right);
    Outcome checked = check(rendered.replace(right, wrong));
    assertThat(checked.out()).contains(wrong);
    assertThat(checked.code()).isEqualTo(1);
  }

  @Test
  void wrongNameOfAFieldOfTheJobIsFound() throws Exception {
    Outcome checked = check(render("job").replace("podFailurePolicy", "failurePolicy"));
    assertThat(checked.out()).contains("Job wordmill: ", "failurePolicy");
  }

  @Test
  void sparkApplicationHasThePropertiesOfTheProfile() throws Exception {
    JsonNode spec = find(documents("volume"), "SparkApplication", "wordmill").get("spec");
    SortedMap<String, String> properties = new TreeMap<>();
    spec.get("sparkConf")
        .fields()
        .forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    properties.keySet().removeIf(key -> key.contains(".volumes.")); // of the overlay alone
    for (String role : List.of("driver", "executor")) {
      for (String field : List.of("memory", "memoryOverhead", "cores", "instances")) {
        if (spec.get(role).has(field)) {
          properties.put("spark." + role + "." + field, spec.get(role).get(field).asText());
        }
      }
      properties.put(
          "spark." + role + ".extraJavaOptions", spec.get(role).get("javaOptions").asText());
      properties.put(
          "spark.kubernetes.authenticate." + role + ".serviceAccountName",
          spec.get(role).get("serviceAccount").asText());
      properties.put(
          "spark.kubernetes." + role + ".podTemplateFile",
          "${env:WORDMILL_HOME}/deploy/k8s/base/pod.yaml"); // the next tests see what it says
    }
    properties.put("spark.submit.deployMode", spec.get("mode").asText());
    properties.put("spark.kubernetes.namespace", "wordmill");
    assertThat(properties).isEqualTo(KubernetesPods.profile());
  }

  @Test
  void versionsAreThoseOfTheBuild() throws Exception {
    String pom = Files.readString(HOME.resolve("pom.xml"));
    JsonNode spec = find(documents("object-store"), "SparkApplication", "wordmill").get("spec");
    assertThat(pom)
        .contains("<spark.version>" + spec.get("sparkVersion").asText() + "</spark.version>");
    assertThat(spec.get("image").asText())
        .isEqualTo("wordmill:" + pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1"));
  }

  @Test
  void allPodsAreAsTameAsTheTemplate() throws Exception {
    JsonNode template = yaml(Files.readString(HOME.resolve("deploy/k8s/base/pod.yaml"))).get(0);
    JsonNode pod = template.at("/spec/securityContext");
    JsonNode container = template.at("/spec/containers/0/securityContext");
    assertThat(pod.get("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(container.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");

    List<JsonNode> specs = new ArrayList<>();
    JsonNode application = find(documents("volume"), "SparkApplication", "wordmill");
    specs.add(application.at("/spec/driver/template/spec"));
    specs.add(application.at("/spec/executor/template/spec"));
    specs.add(find(documents("job"), "Job", "wordmill").at("/spec/template/spec"));
    for (Pod made : madeBySpark()) {
      specs.add(new ObjectMapper().readTree(Serialization.asJson(made)).get("spec"));
    }
    assertThat(specs)
        .hasSize(5)
        .allSatisfy(
            spec -> {
              assertThat(spec.get("containers")).hasSize(1);
              assertThat(spec.get("securityContext")).isEqualTo(pod);
              assertThat(spec.at("/containers/0/securityContext")).isEqualTo(container);
            });
  }

  @Test
  void noOverlayHoldsASecretAndTheObjectStoreNamesOne() throws Exception {
    for (String overlay : List.of("volume", "object-store", "job")) {
      assertThat(documents(overlay)).noneMatch(each -> each.get("kind").asText().equals("Secret"));
    }
    assertThat(render("object-store"))
        .contains(
            "spark.kubernetes.driver.secretKeyRef.AWS_SECRET_ACCESS_KEY: wordmill-object-store:",
            "spark.kubernetes.executor.secretKeyRef.AWS_SECRET_ACCESS_KEY: wordmill-object-store:")
        .doesNotContain("s3a.secret.key");
  }

  @Test
  void jobRunsWithTheProfileItself() throws Exception {
    List<JsonNode> documents = documents("job");
    assertThat(documents)
        .noneMatch(each -> each.get("kind").asText().equals("SparkApplication"))
        .anyMatch(each -> each.at("/data/k8s.properties").asText().equals(profileText()));
    JsonNode container = find(documents, "Job", "wordmill").at("/spec/template/spec/containers/0");
    String image = container.get("image").asText();
    assertThat(image).isNotEqualTo("wordmill");
    assertThat(container.get("env"))
        .anyMatch(
            each ->
                each.get("name").asText().equals("IMAGE")
                    && each.get("value").asText().equals(image));
  }

  @Test
  void runOfTheOverlaysIsThatOfTheQuickstart() throws Exception {
    String run = Files.readString(OVERLAYS.resolve("volume/run.conf"));
    assertThat(run).contains("store.path = \"file:///store\"");
    assertThat(Files.readString(OVERLAYS.resolve("object-store/run.conf")))
        .isEqualTo(run.replace("file:///store", "s3a://wordmill/store"));
    // Here, what is the image's lies elsewhere.
    Path here =
        Files.writeString(
            folder.resolve("run.conf"),
            run.replace("/opt/wordmill", HOME.toString())
                .replace("/store", folder.resolve("store").toString()));
    Outcome plan = Launcher.run(folder, Map.of(), "plan", here.toString());
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("word2vec", "seq2seq");
  }

  // ---- memory

  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void overheadHoldsTheArraysOfNetworksAndTheRestOfTheJvm(String role) throws Exception {
    SortedMap<String, String> profile = KubernetesPods.profile();
    String arrays =
        profile
            .get("spark." + role + ".extraJavaOptions")
            .replaceAll(".*-Dorg.bytedeco.javacpp.maxbytes=(\\S+).*", "$1");
    assertThat(mib(profile.get("spark." + role + ".memoryOverhead")))
        .isEqualTo(mib(arrays) + BESIDE_MIB);
  }

  @Test
  void allPodsHaveHeapAndOverheadOfTheProfile() throws Exception {
    SortedMap<String, String> profile = KubernetesPods.profile();
    long whole =
        mib(profile.get("spark.driver.memory")) + mib(profile.get("spark.driver.memoryOverhead"));
    assertThat(whole)
        .isEqualTo(
            mib(profile.get("spark.executor.memory"))
                + mib(profile.get("spark.executor.memoryOverhead")));
    for (Pod made : madeBySpark()) {
      assertThat(KubernetesPods.container(made).getResources().getLimits().get("memory").toString())
          .isEqualTo(whole + "Mi");
    }
    JsonNode resources =
        find(documents("job"), "Job", "wordmill").at("/spec/template/spec/containers/0/resources");
    assertThat(resources.at("/limits/memory").asText()).isEqualTo(whole + "Mi");
    assertThat(resources.at("/requests/memory").asText()).isEqualTo(whole + "Mi");
  }

  // ---- what Spark makes

  @Test
  void podsOfSparkFitTheSchemaAndTheNetworkPolicies() throws Exception {
    StringBuilder documents = new StringBuilder();
    for (Pod made : madeBySpark()) {
      documents.append("---\n").append(Serialization.asJson(made)).append('\n');
    }
    Outcome checked = check(documents.toString());
    assertThat(checked.out()).isEqualTo("2 documents, 0 mistakes\n");

    JsonNode selected =
        find(documents("volume"), "NetworkPolicy", "driver-and-executors")
            .at("/spec/podSelector/matchExpressions/0");
    Set<String> roles =
        Set.copyOf(
            StreamSupport.stream(selected.get("values").spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    assertThat(madeBySpark())
        .extracting(made -> made.getMetadata().getLabels().get(selected.get("key").asText()))
        .containsExactlyInAnyOrderElementsOf(roles);
  }

  private static List<Pod> madeBySpark() throws IOException {
    Map<String, String> running =
        Map.of("spark.driver.host", "driver", "spark.driver.port", "7078");
    return List.of(
        KubernetesPods.driver(KubernetesPods.conf(Map.of()), "run", "s3a://store/x.conf").pod(),
        KubernetesPods.executor(KubernetesPods.conf(running)));
  }

  // ---- the launcher

  @Test
  void dryRunPrintsWhatIsHandedToTheCluster() throws Exception {
    Outcome outcome = launch("--dry-run");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(" --master k8s://https://127.0.0.1:1 --deploy-mode cluster ")
        .contains(" --class wordmill.jobs.Main local:///opt/wordmill/wordmill.jar run file:");
  }

  @Test
  void clusterThatDoesNotAnswerIsToldInOneSentence() throws Exception {
    Outcome outcome = launch();
    assertThat(outcome.code()).isEqualTo(69);
    assertThat(outcome.err())
        .contains("wordmill: the cluster at k8s://https://127.0.0.1:1 did not run it")
        .contains("Connection refused")
        .doesNotContain("\tat ");
  }

  private Outcome launch(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--profile",
                "k8s",
                "--conf",
                "spark.master=" + KubernetesPods.MASTER,
                "--conf",
                "spark.kubernetes.container.image=wordmill:0.1.0"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("run", HOME.resolve("conf/quickstart.conf").toString()));
    arguments.addAll(List.of("--set", "store.path=\"" + folder.resolve("store") + "\""));
    return Launcher.run(folder, Map.of(), arguments.toArray(String[]::new));
  }

  // ---- documents

  private static String render(String overlay) throws IOException, InterruptedException {
    Outcome outcome =
        Launcher.runCommand(
            HOME,
            Map.of(),
            List.of(kubectl.toString(), "kustomize", OVERLAYS.resolve(overlay).toString()));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private Outcome check(String documents) throws Exception {
    Path out = folder.resolve("checked");
    Process process =
        new ProcessBuilder(python.script("check_manifests.py"))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try (var in = process.getOutputStream()) {
      in.write(documents.getBytes(UTF_8));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), "");
  }

  private static List<JsonNode> documents(String overlay) throws Exception {
    return yaml(render(overlay));
  }

  private static List<JsonNode> yaml(String text) throws IOException {
    YAMLFactory factory = new YAMLFactory();
    return new ObjectMapper(factory)
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(factory.createParser(text))
        .readAll();
  }

  private static JsonNode find(List<JsonNode> documents, String kind, String name) {
    return documents.stream()
        .filter(
            each ->
                each.get("kind").asText().equals(kind)
                    && each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String profileText() {
    try {
      return Files.readString(HOME.resolve("deploy/spark/k8s.properties"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long mib(String size) {
    return JavaUtils.byteStringAsMb(size);
  }
}
