package io.github.rolecall.action;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The commands in one block of a page, and what the page says about where they run.
 *
 * @param place page and line, for messages
 * @param page the page, relative to the root of the repository
 * @param section the heading above the block
 * @param above the paragraph directly above, which names the programs that the block needs
 * @param kind what the block provides by itself
 * @param block the block as the page shows it
 * @param text the lines that run
 * @param variables the variables that the block sets
 */
record PageScript(
    String place,
    String page,
    String section,
    String above,
    Kind kind,
    String block,
    String text,
    Map<String, String> variables) {

  /** What the block provides by itself. */
  enum Kind {
    /**
     * The block runs where {@code rolecall} is installed: in the job image, another image or a
     * laptop.
     */
    COMMAND,
    /** A job without {@code rolecall}, which must download the jar. */
    DOWNLOAD,
    /** A workflow of GitHub that uses the action. */
    WORKFLOW
  }

  /** Programs that the image does not have, and how the paragraph above names them. */
  private static final Map<String, List<String>> NAMED =
      Map.of(
          "AWS CLI", List.of("aws"),
          "Java", List.of("java"),
          "curl", List.of("curl"),
          "npm", List.of("npm", "node"),
          "jq", List.of("jq"),
          "buildkite-agent", List.of("buildkite-agent"),
          "sem-version", List.of("sem-version"));

  /** Returns the programs that the paragraph above names and the image does not have. */
  List<String> programs() {
    return NAMED.entrySet().stream()
        .filter(entry -> Pattern.compile("\\b" + entry.getKey() + "\\b").matcher(above).find())
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /**
   * Returns whether the published image has all programs that the block needs, or the block
   * installs them.
   */
  boolean runsInTheImage() {
    return kind == Kind.COMMAND && programs().stream().allMatch(this::isInstalled);
  }

  private boolean isInstalled(String program) {
    return program.equals("buildkite-agent")
        || (program.equals("aws") && text.contains("apt-get install"));
  }

  /** Replaces texts that differ between machines. */
  PageScript with(Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return new PageScript(place, page, section, above, kind, block, filled, variables);
  }

  @Override
  public String toString() {
    return place + " " + text.lines().findFirst().orElse("");
  }
}
