package wordmill.jobs;

/** The one entry point. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {}
}
