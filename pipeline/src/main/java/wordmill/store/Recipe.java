package wordmill.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that decides the bits of an artifact, and nothing else: no path, no code revision, no
 * size of the cluster.
 *
 * @param kind the stage
 * @param stageVersion raised whenever the stage makes something else of the same input
 * @param settings full key to value, those that matter
 * @param seed the root seed, or empty if the stage uses no chance
 * @param inputs what it is made from
 */
public record Recipe(
    String kind,
    int stageVersion,
    SortedMap<String, String> settings,
    Optional<Long> seed,
    List<Input> inputs) {

  /**
   * Something an artifact is made from.
   *
   * @param role a kind, or {@code text}
   * @param id the artifact's id or what the user called the files; no part of the fingerprint
   * @param fingerprint of the content
   */
  public record Input(String role, String id, String fingerprint) {}

  public Recipe {
    settings = new TreeMap<>(settings);
    inputs = List.copyOf(inputs);
  }

  /** SHA-256, lower-case hex, of the canonical JSON of this recipe: keys sorted, no white space. */
  public String fingerprint() {
    byte[] canonical = Json.canonical(facts()).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(HashedOutput.sha256().digest(canonical));
  }

  /** Fact by name, named as the user knows it. */
  private SortedMap<String, String> facts() {
    SortedMap<String, String> facts = new TreeMap<>(settings);
    facts.put("kind", kind);
    facts.put("stage version", Integer.toString(stageVersion));
    seed.ifPresent(value -> facts.put("seed", value.toString()));
    inputs.forEach(input -> facts.put("input " + input.role(), input.fingerprint()));
    return facts;
  }

  /** The first fact, in the order of names, in which two recipes differ: settings come first. */
  public Optional<String> firstDifference(Recipe other) {
    SortedMap<String, String> mine = facts();
    SortedMap<String, String> theirs = other.facts();
    TreeMap<String, String> all = new TreeMap<>(mine);
    all.putAll(theirs);
    List<String> settingsFirst =
        all.keySet().stream()
            .sorted(
                (a, b) ->
                    Boolean.compare(a.startsWith("input "), b.startsWith("input ")) != 0
                        ? Boolean.compare(a.startsWith("input "), b.startsWith("input "))
                        : a.compareTo(b))
            .collect(Collectors.toList());
    return settingsFirst.stream()
        .filter(fact -> !mine.getOrDefault(fact, "").equals(theirs.getOrDefault(fact, "")))
        .findFirst()
        .map(
            fact ->
                String.format(
                    "%s is %s there and %s here",
                    fact,
                    theirs.getOrDefault(fact, "not set"),
                    mine.getOrDefault(fact, "not set")));
  }
}
