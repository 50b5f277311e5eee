package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run shows to those who watch it from outside: Spark's UI, Prometheus, collectors of logs.
 */
class ObservabilityIT {
  private static final Pattern LOSS =
      Pattern.compile("metrics_watched_driver_wordmill_loss_Value\\{[^}]*} (\\d+\\.\\d+)");

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int token = 0; token < 100_000; token++) {
      text.append('w').append(random.nextInt(200)).append(token % 10 == 9 ? '\n' : ' ');
    }
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(
        folder.resolve("small.conf"),
        """
        text.input = text.txt
        run.stages = [vocabulary, corpus, lm]
        lm { embedding-size = 32, hidden-size = 32, replicas = 2, average-every = 10, epochs = 40 }
        """);
  }

  @Test
  void theUiNamesEpochAndRoundAndPrometheusFetchesTheLoss() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path metrics = Launcher.HOME.resolve("deploy/spark/metrics.conf");
    List<String> command =
        List.of(
            Launcher.SCRIPT.toString(),
            "--conf",
            "spark.ui.enabled=true",
            "--conf",
            "spark.ui.port=" + port,
            "--conf",
            "spark.metrics.conf=" + metrics,
            "--conf",
            "spark.metrics.namespace=watched",
            "run",
            "small.conf");
    Process running =
        Launcher.start(folder, Map.of(), command, folder.resolve("out"), folder.resolve("said"));
    try {
      String figures = await(running, port, "/metrics/prometheus/", LOSS);
      Matcher loss = LOSS.matcher(figures);
      assertThat(loss.find()).isTrue();
      assertThat(Double.parseDouble(loss.group(1))).isBetween(1.0, Math.log(202) + 1);
      assertThat(figures)
          .contains(
              "watched_driver_wordmill_tokens_per_second_Value",
              "watched_driver_wordmill_perplexity_Value",
              "watched_driver_wordmill_round_seconds_Value");
      await(running, port, "/jobs/", Pattern.compile("lm: epoch \\d+, round \\d+ of \\d+"));
    } finally {
      running.destroyForcibly().waitFor();
    }
  }

  private static String await(Process running, int port, String path, Pattern pattern)
      throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (true) {
      assertThat(running.isAlive()).as(Files.readString(folder.resolve("said"))).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      try {
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (pattern.matcher(body).find()) {
          return body;
        }
      } catch (ConnectException e) { // not up yet
        Thread.sleep(100);
      }
      Thread.sleep(20);
    }
  }

  @Test
  void theLogIsJsonOnRequest() throws Exception {
    List<String> log =
        Launcher.run(
                folder,
                Map.of("WORDMILL_LOG", "json"),
                "vocabulary",
                "small.conf",
                "--set",
                "store.path=logged")
            .err()
            .lines()
            .filter(line -> line.startsWith("{"))
            .toList();
    assertThat(log).isNotEmpty();
    for (String line : log) {
      JsonNode json = new ObjectMapper().readTree(line);
      assertThat(json.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
      assertThat(json.get("level").asText()).isEqualTo("INFO");
    }
    assertThat(log.get(log.size() - 1)).contains("stage=vocabulary made=");
  }

  @Test
  void anotherLayoutIsRefused() throws Exception {
    Launcher.Outcome outcome = Launcher.run(folder, Map.of("WORDMILL_LOG", "xml"), "--version");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("wordmill: WORDMILL_LOG is xml, but must be text or json.\n");
  }
}
