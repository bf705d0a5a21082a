package io.github.rolecall.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages that explain this build. A release links to the pages of its tag, because those of a
 * later version may explain other options; every other build links to the main branch.
 *
 * @param tree the tag or the branch
 */
public record Documentation(String tree) {
  private static final String REPOSITORY = "https://github.com/rolecall/rolecall/";
  private static final String MAIN = "main";

  /** The images add their revision to the version. */
  private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+.*)?");

  private static final Documentation OWN =
      ofVersion(Documentation.class.getPackage().getImplementationVersion());

  /** The pages of this build. */
  public static Documentation own() {
    return OWN;
  }

  /**
   * The pages of another build.
   *
   * @param version as the manifest of the jar has it; null where there is no jar
   */
  static Documentation ofVersion(@Nullable String version) {
    Matcher release = RELEASE.matcher(version == null ? "" : version);
    return new Documentation(release.matches() ? "v" + release.group(1) : MAIN);
  }

  /** Whether the pages are those of a release, whose tag and artifacts exist. */
  public boolean isOfRelease() {
    return !tree.equals(MAIN);
  }

  /** The address of the section that explains a problem or finding. */
  public String ofCode(String code) {
    return page("troubleshooting.md#" + code);
  }

  /** The address of the section about the page that explains refusals in a browser. */
  public String ofBrowser() {
    return page("explain.md#in-a-browser");
  }

  /** The address of a page, or of a section: {@code NAME.md} or {@code NAME.md#SECTION}. */
  public String page(String name) {
    return REPOSITORY + "blob/" + tree + "/docs/" + name;
  }
}
