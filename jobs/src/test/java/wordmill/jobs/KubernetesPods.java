package wordmill.jobs;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesConf$;
import org.apache.spark.deploy.k8s.KubernetesDriverSpec;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.apache.spark.internal.config.package$;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The pods that Spark asks a cluster for with the profile {@code k8s}: made by Spark's own code, as
 * far as it goes before it speaks to an API server.
 */
final class KubernetesPods {
  /** Where nobody listens. */
  static final String MASTER = "k8s://https://127.0.0.1:1";

  private static final String JAR = "local:///opt/wordmill/wordmill.jar";
  private static final String APPLICATION = "spark-0123456789";

  /** A driver's pod, and the properties that Spark mounts into it. */
  record Driver(Pod pod, SortedMap<String, String> properties) {}

  private KubernetesPods() {}

  /** deploy/spark/k8s.properties. */
  static SortedMap<String, String> profile() throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(Launcher.HOME.resolve("deploy/spark/k8s.properties"))) {
      properties.load(in);
    }
    SortedMap<String, String> profile = new TreeMap<>();
    properties.forEach((key, value) -> profile.put(key.toString(), value.toString().strip()));
    return profile;
  }

  /** The profile as SparkSubmit has it, and {@code more} over it. */
  static SparkConf conf(Map<String, String> more) throws IOException {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.app.name", "wordmill test")
            .set("spark.master", MASTER)
            .set("spark.jars", JAR)
            .set("spark.kubernetes.container.image", "wordmill:0.1.0");
    profile()
        .forEach(
            (key, value) ->
                conf.set(key, value.replace("${env:WORDMILL_HOME}", Launcher.HOME.toString())));
    more.forEach(conf::set);
    return conf;
  }

  static Driver driver(SparkConf conf, String... arguments) {
    try (KubernetesClient client = client()) {
      KubernetesDriverSpec spec =
          new KubernetesDriverBuilder()
              .buildFromFeatures(
                  KubernetesConf$.MODULE$.createDriverConf(
                      conf,
                      APPLICATION,
                      new JavaMainAppResource(Option.apply(JAR)),
                      Main.class.getName(),
                      arguments,
                      Option.empty()),
                  client);
      return new Driver(
          whole(spec.pod()), new TreeMap<>(JavaConverters.mapAsJavaMap(spec.systemProperties())));
    }
  }

  static Pod executor(SparkConf conf) {
    try (KubernetesClient client = client()) {
      return whole(
          new KubernetesExecutorBuilder()
              .buildFromFeatures(
                  KubernetesConf$.MODULE$.createExecutorConf(
                      conf, "1", APPLICATION, Option.empty(), 0),
                  new SecurityManager(conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE()),
                  client,
                  ResourceProfile$.MODULE$.reInitDefaultProfile(conf))
              .pod());
    }
  }

  /** The one container with Spark. */
  static Container container(Pod pod) {
    List<Container> containers = pod.getSpec().getContainers();
    return containers.get(containers.size() - 1);
  }

  /** A container's environment, as it is on a node with the address {@code address}. */
  static SortedMap<String, String> environment(Pod pod, String address) {
    SortedMap<String, String> environment = new TreeMap<>();
    for (EnvVar each : container(pod).getEnv()) {
      String value = each.getValue();
      if (value == null) {
        String field = each.getValueFrom().getFieldRef().getFieldPath();
        value = field.equals("status.podIP") ? address : pod.getMetadata().getName();
      }
      environment.put(each.getName(), value);
    }
    return environment;
  }

  /** Paths of the volumes that start empty, by their names. */
  static SortedMap<String, String> emptyVolumes(Pod pod) {
    SortedMap<String, String> paths = new TreeMap<>();
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getEmptyDir() != null) {
        container(pod).getVolumeMounts().stream()
            .filter(mount -> mount.getName().equals(volume.getName()))
            .forEach(mount -> paths.put(volume.getName(), mount.getMountPath()));
      }
    }
    return paths;
  }

  private static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(MASTER.substring("k8s://".length()))
                .build())
        .build();
  }

  private static Pod whole(SparkPod pod) {
    return new PodBuilder(pod.pod())
        .withApiVersion("v1")
        .withKind("Pod")
        .editSpec()
        .addToContainers(pod.container())
        .endSpec()
        .build();
  }
}
