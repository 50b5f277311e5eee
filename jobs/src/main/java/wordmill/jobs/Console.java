package wordmill.jobs;

import java.io.PrintStream;
import java.util.List;

/** Where commands speak: results to out, the rest to err. */
record Console(PrintStream out, PrintStream err) {
  void say(String line) {
    out.println(line);
  }

  void say(List<String> lines) {
    lines.forEach(out::println);
  }
}
