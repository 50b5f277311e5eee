import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS and YARN in one JVM, real but for their size. Started from source, with the jars of {@code
 * target/minicluster/jars} and the folder to work in; see {@code MiniCluster}. Says {@code ready}
 * when it is, having written {@code conf} there; then does what each line of the standard input
 * says, and answers {@code done}. Ends with its input, and after half an hour at the latest.
 */
final class MiniHadoop {
  private static final int MINUTES = 30;

  private MiniHadoop() {}

  public static void main(String[] arguments) {
    endInTime();
    try {
      serve(Path.of(arguments[0]));
      end(0);
    } catch (Exception | Error e) {
      e.printStackTrace();
      end(1); // threads of the clusters would go on
    }
  }

  /** With all containers: they would wait for a cluster to come back. */
  private static void end(int code) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(code);
  }

  private static void serve(Path folder) throws Exception {
    MiniDFSCluster hdfs = hdfs(folder);
    MiniYARNCluster yarn = yarn(folder);
    write(folder, hdfs.getConfiguration(0), yarn.getConfig());
    System.out.println("ready");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "stop-namenode" -> hdfs.shutdownNameNode(0);
        // On the same port, with what it had; comes back when it takes writes.
        case "start-namenode" -> hdfs.restartNameNode(0, true);
        default -> throw new IllegalArgumentException(command);
      }
      System.out.println("done");
    }
  }

  private static void endInTime() {
    Thread end =
        new Thread(
            () -> {
              try {
                TimeUnit.MINUTES.sleep(MINUTES);
              } catch (InterruptedException e) {
                // then at once
              }
              end(1);
            });
    end.setDaemon(true);
    end.start();
  }

  private static MiniDFSCluster hdfs(Path folder) throws IOException {
    Configuration conf = new Configuration();
    conf.setInt("dfs.replication", 1);
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(conf, folder.resolve("hdfs").toFile()).numDataNodes(1).build();
    cluster.waitActive();
    return cluster;
  }

  private static MiniYARNCluster yarn(Path folder) {
    Configuration conf = new YarnConfiguration();
    conf.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", 8192);
    conf.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", 100);
    // A JVM reserves far more than it uses.
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    conf.setInt("yarn.nodemanager.delete.debug-delay-sec", 3600);
    // Nearly full disks do, too.
    conf.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
    // What capacity-scheduler.xml would say, which the jar lacks.
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.setInt("yarn.scheduler.capacity.root.default.capacity", 100);
    conf.setFloat("yarn.scheduler.capacity.maximum-am-resource-percent", 1);
    System.setProperty("test.build.data", folder.resolve("yarn").toString());
    MiniYARNCluster cluster = new MiniYARNCluster("yarn", 1, 1, 1);
    cluster.init(conf);
    cluster.start();
    return cluster;
  }

  /** What HADOOP_CONF_DIR of a client needs: where HDFS is, and where YARN is. */
  private static void write(Path folder, Configuration hdfs, Configuration yarn)
      throws IOException {
    Path to = Files.createDirectories(folder.resolve("conf"));
    write(to.resolve("core-site.xml"), hdfs, "fs.defaultFS");
    write(to.resolve("hdfs-site.xml"), hdfs, "dfs.replication");
    write(
        to.resolve("yarn-site.xml"),
        yarn,
        "yarn.resourcemanager.address",
        "yarn.resourcemanager.scheduler.address");
  }

  private static void write(Path file, Configuration from, String... keys) throws IOException {
    Configuration chosen = new Configuration(false);
    for (String key : keys) {
      chosen.set(key, from.get(key));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      chosen.writeXml(out);
    }
  }
}
