package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command lines of processes, whole: {@link ProcessHandle.Info} tells their first 4 KiB. */
final class Arguments {
  private Arguments() {}

  /** With spaces between; empty if the process has ended. */
  static String of(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) { // it has ended
      return "";
    }
  }
}
