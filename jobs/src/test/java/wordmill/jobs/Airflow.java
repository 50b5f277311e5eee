package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.Launcher.HOME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import wordmill.jobs.Launcher.Outcome;

/** Apache Airflow with our DAGs, and ruff, in the pinned versions. */
final class Airflow {
  private static final Path DEPLOY = HOME.resolve("deploy");
  private static final List<Path> REQUIREMENTS =
      List.of(
          DEPLOY.resolve("airflow/requirements.txt"),
          DEPLOY.resolve("airflow/test/requirements.txt"));
  private static final Path ENVIRONMENT = HOME.resolve("jobs/target/airflow/venv");

  /** Versions of what pip builds with. */
  private static final Map<String, String> CONSTRAINTS =
      Map.of("PIP_CONSTRAINT", DEPLOY.resolve("airflow/build-constraints.txt").toString());

  private final PythonEnvironment python;
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  /** An Airflow with a database of its own in {@code folder}. */
  Airflow(Path folder) throws Exception {
    this.folder = folder;
    python = PythonEnvironment.of(ENVIRONMENT, REQUIREMENTS, CONSTRAINTS);
    environment.put("PATH", ENVIRONMENT.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("AIRFLOW_HOME", folder.resolve("airflow").toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    environment.put("AIRFLOW__CORE__DAGS_FOLDER", DEPLOY.resolve("airflow/dags").toString());
    environment.put("AIRFLOW__METRICS__TIMER_UNIT_CONSISTENCY", "True");
    succeeds("airflow", "db", "migrate");
  }

  /** Sets a setting of the DAGs. */
  Airflow with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  /** What a command of the environment says that must succeed. */
  Outcome succeeds(String... command) throws Exception {
    command[0] = python.program(command[0]);
    Outcome outcome = Launcher.runCommand(folder, environment, List.of(command));
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    return outcome;
  }

  /** A run of a DAG that is under way. */
  DagRun start(String dag, String date, String... settings) throws IOException {
    Path log = Files.createTempFile(folder, dag, ".log");
    String parameters =
        List.of(settings).stream()
            .map(setting -> "\"" + setting + "\"")
            .collect(Collectors.joining(",", "{\"set\":[", "]}"));
    ProcessBuilder builder =
        new ProcessBuilder(
                python.program("airflow"), "dags", "test", dag, date, "--conf", parameters)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().keySet().removeAll(List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new DagRun(builder.start(), log);
  }

  /** The log of a run of a DAG that must succeed. */
  String succeedingRun(String dag, String date) throws Exception {
    DagRun run = start(dag, date);
    assertThat(run.exitCode()).as(run.log()).isZero();
    return run.log();
  }

  /** A run under way, tasks and all. */
  record DagRun(Process process, Path file) {
    String log() throws IOException {
      return Files.readString(file);
    }

    int exitCode() throws Exception {
      try {
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(log()).isTrue();
        return process.exitValue();
      } finally {
        stop();
      }
    }

    /** Comes back when the log has these words. */
    void awaitWords(String words) throws Exception {
      await(words, () -> log().contains(words));
    }

    /** Kills a JVM of this run, as {@code kill -9} would. */
    void kill(long pid) {
      ProcessHandle jvm =
          process.descendants().filter(each -> each.pid() == pid).findFirst().orElseThrow();
      assertThat(jvm.destroyForcibly()).isTrue();
    }

    /** Comes back when it holds. */
    void await(String what, Condition condition) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
      while (!condition.holds()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          stop();
          throw new AssertionError("waited in vain for " + what + "\n" + log());
        }
        Thread.sleep(50);
      }
    }

    private void stop() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Something to wait for. */
  interface Condition {
    boolean holds() throws Exception;
  }
}
