package wordmill.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which driver of a YARN application this process is, by the id of its container. YARN starts a
 * second one when it has given the first up, so the later one need not wait for the earlier's lease
 * to run out, wherever that was.
 *
 * @param application empty if this is no container of YARN
 */
record Attempt(String application, long number) {
  private static final Pattern CONTAINER =
      Pattern.compile("container_(?:e\\d+_)?(\\d+_\\d+)_(\\d+)_\\d+");

  /** Of a process that is no container of YARN. */
  static final Attempt NONE = new Attempt("", 0);

  static Attempt ofThisProcess() {
    return of(System.getenv().getOrDefault("CONTAINER_ID", ""));
  }

  static Attempt of(String container) {
    Matcher id = CONTAINER.matcher(container);
    return id.matches() ? new Attempt(id.group(1), Long.parseLong(id.group(2))) : NONE;
  }

  /** Whether YARN gave the other up before it started this one. */
  boolean follows(Attempt other) {
    return !application.isEmpty() && application.equals(other.application) && number > other.number;
  }
}
