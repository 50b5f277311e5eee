package wordmill.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

final class StreamLayoutTest {
  /** 26 tokens, 25 targets, 4 streams of 6, one left over; windows of 4 and 2, each a round. */
  @Test
  void aSmallLayoutWorkedByHand() {
    StreamLayout layout = new StreamLayout(26, 2, 2, 4, 1);
    assertThat(layout.streams()).isEqualTo(4);
    assertThat(layout.length()).isEqualTo(6);
    assertThat(layout.targets()).isEqualTo(24);
    assertThat(layout.dropped()).isEqualTo(1);
    assertThat(layout.steps()).isEqualTo(2);
    assertThat(layout.rounds()).isEqualTo(2);
    assertThat(layout.partitions()).isEqualTo(4);
    assertThat(layout.roundLength(0)).isEqualTo(4);
    assertThat(layout.roundLength(1)).isEqualTo(2);
    // token 19 is the second input of stream 3, the second one of replica 1
    assertThat(layout.span(19)).isEqualTo(new StreamLayout.Span(1, 1, 18, 22));
    assertThat(layout.span(23)).isEqualTo(new StreamLayout.Span(3, 1, 22, 24));
    assertThat(layout.hasInput(23)).isTrue();
    assertThat(layout.hasInput(24)).isFalse();
  }

  @Test
  void spansFollowOneAnotherFromTheFirstInputToTheLast() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      int streams = 1 + random.nextInt(3);
      int replicas = 1 + random.nextInt(3);
      int tokens = streams * replicas + 1 + random.nextInt(300);
      StreamLayout layout =
          new StreamLayout(
              tokens, replicas, streams, 1 + random.nextInt(20), 1 + random.nextInt(5));
      assertThat(layout.dropped()).isBetween(0L, layout.streams() - 1L);
      long start = 0;
      long spans = 0;
      while (layout.hasInput(start)) {
        StreamLayout.Span span = layout.span(start);
        assertThat(span.start()).isEqualTo(start);
        assertThat(layout.span(span.end() - 1)).isEqualTo(span);
        assertThat(span.partition()).isBetween(0, layout.partitions() - 1);
        start = span.end();
        spans++;
      }
      assertThat(start).isEqualTo(layout.targets());
      assertThat(spans).isEqualTo((long) layout.rounds() * layout.streams());
    }
  }

  @Test
  void aCorpusWithoutAWindowForEachStreamIsRefused() {
    LanguageModelOptions options = options("batch=3", "replicas=2", "window=5");
    assertThat(StreamLayout.training("the corpus", 31, options).steps()).isEqualTo(1);
    assertThatThrownBy(() -> StreamLayout.training("the corpus", 30, options))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the corpus has 30 tokens, but lm.batch x lm.replicas x lm.window = 3 x 2 x 5 needs at"
                + " least 31");
    assertThatThrownBy(() -> StreamLayout.training("the corpus", 0, options("batch=10000")))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void moreRoundsThanTheDriverCanKeepAreRefused() {
    LanguageModelOptions options = options("batch=1", "window=1", "average-every=1", "replicas=2");
    assertThat(StreamLayout.training("the corpus", 1_000_001, options).partitions())
        .isEqualTo(1_000_000);
    assertThatThrownBy(() -> StreamLayout.training("the corpus", 1L << 40, options))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("lm.average-every = 1")
        .hasMessageContaining("no more than 500000");
  }

  @Test
  void fewerStreamsAreMeasuredWhereTheyWouldNotFillAWindow() {
    assertThat(evaluation(1_001, 2).batch()).as("50 targets each").isEqualTo(10);
    assertThat(evaluation(201, 2).batch()).as("5 windows of 20 a replica").isEqualTo(5);
    assertThat(evaluation(40, 2).batch()).as("19 targets each").isEqualTo(1);
    assertThat(evaluation(3, 2).targets()).isEqualTo(2);
    assertThatThrownBy(() -> evaluation(2, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage("lm.test has 2 tokens, but lm.replicas = 2 needs at least 3");
  }

  private static StreamLayout evaluation(long tokens, int replicas) {
    return StreamLayout.evaluation("lm.test", tokens, replicas, 10, 20, 100);
  }

  private static LanguageModelOptions options(String... settings) {
    List<String> overrides = Stream.of(settings).map(setting -> "lm." + setting).toList();
    return LanguageModelOptions.from(Settings.defaults(overrides));
  }
}
