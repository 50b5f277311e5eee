package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TeamTest {
  private static final int THREADS = 4;

  @Test
  void allThreadsWorkSideBySide() throws IOException {
    CountDownLatch begun = new CountDownLatch(THREADS);
    AtomicIntegerArray times = new AtomicIntegerArray(THREADS);
    try (Team team = new Team(THREADS)) {
      team.all(
          thread -> {
            times.incrementAndGet(thread);
            begun.countDown();
            await(begun); // for ever, if the threads ran one after another
          });
    }
    for (int thread = 0; thread < THREADS; thread++) {
      assertThat(times.get(thread)).isEqualTo(1);
    }
  }

  @Test
  void everyNumberIsGivenOutOnce() throws IOException {
    for (int threads : new int[] {1, 3}) {
      AtomicIntegerArray times = new AtomicIntegerArray(1_000);
      try (Team team = new Team(threads)) {
        team.each(1_000, (thread, number) -> times.incrementAndGet(number));
        team.each(0, (thread, number) -> times.incrementAndGet(number));
      }
      for (int number = 0; number < 1_000; number++) {
        assertThat(times.get(number)).isEqualTo(1);
      }
    }
  }

  @Test
  void whatOneThreadThrowsTheCallerGets() {
    for (int thrower = 0; thrower < THREADS; thrower++) {
      int bad = thrower;
      assertThatThrownBy(() -> failIn(bad, new EOFException("cut short")))
          .isInstanceOf(EOFException.class)
          .hasMessage("cut short");
      assertThatThrownBy(() -> failIn(bad, new DivergedException("rotation 3", 0.05)))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("rotation 3");
    }
  }

  private static void failIn(int thrower, Exception failure) throws IOException {
    try (Team team = new Team(THREADS)) {
      team.all(
          thread -> {
            if (thread == thrower) {
              if (failure instanceof IOException io) {
                throw io;
              }
              throw (RuntimeException) failure;
            }
          });
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
