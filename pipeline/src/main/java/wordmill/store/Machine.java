package wordmill.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Which process this is, and whether another one still runs. */
final class Machine {
  private Machine() {}

  /**
   * The host and, on Linux, its process-id namespace: equal exactly where process ids mean the
   * same.
   */
  static String name() {
    return host() + namespace();
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unnamed) {
        return "localhost";
      }
    }
  }

  private static String namespace() {
    try {
      return " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  static long pid() {
    return ProcessHandle.current().pid();
  }

  /** When this process started; tells it from a later one with the same id. */
  static String start() {
    return start(pid()).orElse("unknown");
  }

  /**
   * Empty if there is no such process, or one that is dead but not yet waited for. On Linux the
   * kernel's ticks since boot: the JDK's instant moves whenever the clock is set.
   */
  private static Optional<String> start(long pid) {
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(process -> process.info().startInstant().map(Instant::toString).orElse("unknown"));
    }
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean isDead = fields[0].equals("Z") || fields[0].equals("X");
      return isDead ? Optional.empty() : Optional.of("tick " + fields[19]);
    } catch (IOException e) { // gone, before or while it was read
      return Optional.empty();
    }
  }

  static boolean runs(long pid, String start) {
    return start(pid).filter(start::equals).isPresent();
  }
}
