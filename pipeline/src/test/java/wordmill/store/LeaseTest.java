package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir java.nio.file.Path local;

  private ArtifactFolder folder() {
    return new ArtifactFolder(new Path(local.toUri()), new HadoopConf(new Configuration()));
  }

  private String lease() throws Exception {
    return Files.readString(local.resolve(Lease.NAME));
  }

  @Test
  void theSecondWriterIsToldWhoHoldsItSinceWhen() throws Exception {
    try (Lease lease = Lease.take(folder(), "first", HOUR)) {
      lease.check();
      assertThatThrownBy(() -> Lease.take(folder(), "second", HOUR))
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("run first")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("since 2");
    }
    Lease.take(folder(), "second", HOUR).close();
    assertThat(local).isEmptyDirectory();
  }

  @Test
  void aDeadProcessOfThisHostIsSucceededAtOnce() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    Lease old = Lease.take(folder(), "first", HOUR);
    String ours = lease();
    String dead = ours.replaceFirst("\"pid\" : \\d+", "\"pid\" : " + process.pid());
    Files.writeString(local.resolve(Lease.NAME), dead);
    Lease.take(folder(), "second", HOUR).close();
    Files.writeString(
        local.resolve(Lease.NAME),
        ours.replaceFirst("processStart\" : \"", "processStart\" : \"not-"));
    Lease.take(folder(), "third", HOUR).close();
    old.close();
    assertThat(local).isEmptyDirectory();
  }

  @Test
  void aWriterElsewhereIsSucceededWhenItStopsRenewing() throws Exception {
    Lease old = Lease.take(folder(), "first", HOUR);
    Files.writeString(
        local.resolve(Lease.NAME), lease().replaceFirst("host\" : \"", "host\" : \"not-"));
    assertThatThrownBy(() -> Lease.take(folder(), "second", HOUR))
        .isInstanceOf(LeaseHeldException.class);
    Files.setLastModifiedTime(
        local.resolve(Lease.NAME), FileTime.from(Instant.now().minus(HOUR.plusSeconds(1))));
    try (Lease second = Lease.take(folder(), "second", HOUR)) {
      second.check();
      assertThatThrownBy(old::check)
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("taken over");
      old.close();
      second.check();
    }
  }

  @Test
  void aLaterAttemptOfAnApplicationSucceedsAnEarlierOneElsewhereAtOnce() throws Exception {
    Attempt first = Attempt.of("container_e17_1700000000000_0042_01_000001");
    Attempt second = Attempt.of("container_e17_1700000000000_0042_02_000001");
    Attempt another = Attempt.of("container_e17_1700000000000_0043_02_000001");
    Lease dead = Lease.take(folder(), "first", HOUR, first);
    Files.writeString(
        local.resolve(Lease.NAME), lease().replaceFirst("host\" : \"", "host\" : \"not-"));
    for (Attempt asker : List.of(first, another, Attempt.NONE)) {
      assertThatThrownBy(() -> Lease.take(folder(), "second", HOUR, asker))
          .isInstanceOf(LeaseHeldException.class);
    }
    try (Lease lease = Lease.take(folder(), "second", HOUR, second)) {
      lease.check();
      assertThatThrownBy(dead::check).isInstanceOf(LeaseHeldException.class);
      assertThatThrownBy(() -> Lease.take(folder(), "first", HOUR, first))
          .isInstanceOf(LeaseHeldException.class);
    }
    dead.close();
    assertThat(local).isEmptyDirectory();
  }

  @Test
  void aDamagedLeaseCountsByItsAge() throws Exception {
    Files.writeString(local.resolve(Lease.NAME), "{");
    assertThatThrownBy(() -> Lease.take(folder(), "second", HOUR))
        .isInstanceOf(LeaseHeldException.class);
    Lease.take(folder(), "second", Duration.ofNanos(0).plusMillis(4)).close();
  }

  @Test
  void aLivingWriterRenewsInTime() throws Exception {
    try (Lease lease = Lease.take(folder(), "first", Duration.ofMillis(400))) {
      for (int i = 0; i < 10; i++) {
        TimeUnit.MILLISECONDS.sleep(150);
        assertThatThrownBy(() -> Lease.take(folder(), "second", Duration.ofMillis(400)))
            .isInstanceOf(LeaseHeldException.class);
      }
      lease.check();
    }
  }

  @Test
  void ofManyWhoFindADeadLeaseOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int round = 0; round < 30; round++) {
      Files.writeString(local.resolve(Lease.NAME), "{}");
      Files.setLastModifiedTime(local.resolve(Lease.NAME), FileTime.from(Instant.EPOCH));
      AtomicInteger winners = new AtomicInteger();
      List<Lease> taken = new ArrayList<>();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(
                () -> {
                  try {
                    Lease lease = Lease.take(folder(), "run", HOUR);
                    synchronized (taken) {
                      taken.add(lease);
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                    lease.check();
                    winners.incrementAndGet();
                  } catch (LeaseHeldException e) {
                    // another was faster
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(winners).hasValue(1);
      for (Lease lease : taken) {
        lease.close();
      }
    }
    threads.shutdown();
  }
}
