package wordmill.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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
    return start(ProcessHandle.current());
  }

  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  static boolean runs(long pid, String start) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> start(process).equals(start))
        .isPresent();
  }
}
