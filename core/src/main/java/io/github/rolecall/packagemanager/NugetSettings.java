package io.github.rolecall.packagemanager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code NuGet.Config}, with a source and its credentials. The password is in clear text: NuGet
 * encrypts passwords on Windows only.
 *
 * @see <a href="https://learn.microsoft.com/nuget/reference/nuget-config-file">NuGet, nuget.config
 *     reference</a>
 */
final class NugetSettings implements Settings {
  private static final String SOURCES = "packageSources";
  private static final String CREDENTIALS = "packageSourceCredentials";

  private static final Pattern KEY =
      Pattern.compile("Username|Password|ClearTextPassword", Pattern.CASE_INSENSITIVE);

  /** As NuGet makes it: without this source, public packages would not be found any more. */
  private static final String NEW =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <configuration>
        <packageSources>
          <add key="nuget.org" value="https://api.nuget.org/v3/index.json" protocolVersion="3" />
        </packageSources>
      </configuration>
      """;

  /** Signs that the name of an element cannot have, and what looks like such a sign in NuGet. */
  private static final Pattern SIGN =
      Pattern.compile("[^A-Za-z0-9._-]|_(?=x[0-9A-Fa-f]{4}_)|^[^A-Za-z_]");

  private final String file;
  private final String text;
  private final XmlElement root;

  NugetSettings(String file, String text) {
    this.file = file;
    this.text = text.isBlank() ? NEW : text;
    this.root = XmlReader.read(file, this.text, "configuration");
  }

  @Override
  public String with(RepositoryLogin login) {
    for (String part : List.of(SOURCES, CREDENTIALS)) {
      if (root.first(part).isEmpty()) {
        var edit = new XmlEdit(text);
        edit.append(root, List.of("<" + part + ">", "</" + part + ">"));
        return new NugetSettings(file, edit.changed()).with(login);
      }
    }
    var edit = new XmlEdit(text);
    String source = source(login, edit);
    setCredentials(elementName(source), login, edit);
    return edit.changed();
  }

  @Override
  public List<String> conflicts(RepositoryLogin login) {
    String name = sourceName(login);
    var conflicts = new ArrayList<String>();
    if (entries("disabledPackageSources", "add")
        .filter(entry -> attribute(entry, "value").equalsIgnoreCase("true"))
        .anyMatch(entry -> attribute(entry, "key").equalsIgnoreCase(name))) {
      conflicts.add(
          "The source %s is disabled. Remove it from <disabledPackageSources> in the same file."
              .formatted(name));
    }
    if (entries("packageSourceMapping", "packageSource").findAny().isPresent()
        && entries("packageSourceMapping", "packageSource")
            .noneMatch(entry -> attribute(entry, "key").equalsIgnoreCase(name))) {
      conflicts.add(
          "No package is mapped to the source %s. Add it to <packageSourceMapping> in the same file."
              .formatted(name));
    }
    return conflicts;
  }

  /** Whether this file removes all sources of other files, and does not have this one. */
  boolean hides(String source) {
    return entries(SOURCES, "clear").findAny().isPresent()
        && entries(SOURCES, "add")
            .noneMatch(entry -> attribute(entry, "key").equalsIgnoreCase(source));
  }

  /** Returns how the source of the login is named in this file, before or after the login. */
  String sourceName(RepositoryLogin login) {
    return entries(SOURCES, "add")
        .filter(entry -> attribute(entry, "value").equalsIgnoreCase(url(login)))
        .map(entry -> attribute(entry, "key"))
        .filter(key -> !key.isEmpty())
        .findFirst()
        .orElse(standardName(login));
  }

  private Stream<XmlElement> entries(String part, String name) {
    return root.all(part).flatMap(all -> all.all(name));
  }

  private String attribute(XmlElement element, String name) {
    return element.attribute(name).map(new XmlEdit(text)::value).orElse("");
  }

  static String url(RepositoryLogin login) {
    return login.endpoint() + "v3/index.json";
  }

  /** Returns the name of a new source, as the AWS CLI names it. */
  static String standardName(RepositoryLogin login) {
    return login.domain() + "/" + login.repository();
  }

  /** Sets the address of a source, and returns its name: that of the same address, if any. */
  private String source(RepositoryLogin login, XmlEdit edit) {
    String url = url(login);
    String name = standardName(login);
    List<XmlElement> all = root.all(SOURCES).flatMap(part -> part.all("add")).toList();
    Optional<XmlElement> found =
        Stream.of(Map.entry("value", url), Map.entry("key", name))
            .flatMap(wanted -> all.stream().filter(add -> has(add, wanted, edit)))
            .filter(add -> add.attribute("key").isPresent())
            .findFirst();
    if (found.isEmpty()) {
      edit.append(root.first(SOURCES).orElseThrow(), List.of(entry(name, url)));
      return name;
    }
    found.flatMap(add -> add.attribute("value")).ifPresent(span -> edit.replace(span, url));
    return found.flatMap(add -> add.attribute("key")).map(edit::value).orElse(name);
  }

  private static boolean has(XmlElement add, Map.Entry<String, String> wanted, XmlEdit edit) {
    return add.attribute(wanted.getKey())
        .filter(span -> edit.value(span).equalsIgnoreCase(wanted.getValue()))
        .isPresent();
  }

  private void setCredentials(String element, RepositoryLogin login, XmlEdit edit) {
    var values = new LinkedHashMap<String, String>();
    values.put("Username", RepositoryLogin.USER);
    values.put("ClearTextPassword", login.password());
    Optional<XmlElement> there =
        root.all(CREDENTIALS)
            .flatMap(part -> part.children().stream())
            .filter(child -> child.name().equalsIgnoreCase(element))
            .findFirst();
    if (there.isEmpty()) {
      var lines = new ArrayList<>(List.of("<" + element + ">"));
      values.forEach((key, value) -> lines.add("  " + entry(key, value)));
      lines.add("</" + element + ">");
      edit.append(root.first(CREDENTIALS).orElseThrow(), lines);
      return;
    }
    // Replaced as a whole: an encrypted password or an old one must not remain beside the new one.
    there.get().children().stream()
        .filter(add -> KEY.matcher(add.attribute("key").map(edit::value).orElse("")).matches())
        .forEach(edit::remove);
    edit.append(there.get(), values.entrySet().stream().map(NugetSettings::entry).toList());
  }

  private static String entry(Map.Entry<String, String> entry) {
    return entry(entry.getKey(), entry.getValue());
  }

  private static String entry(String key, String value) {
    return "<add key=\"%s\" value=\"%s\" />"
        .formatted(XmlEdit.escaped(key), XmlEdit.escaped(value));
  }

  /** Returns the name of the element for a source: {@code acme_x002F_shared}. */
  static String elementName(String source) {
    return SIGN.matcher(source)
        .replaceAll(
            sign -> Matcher.quoteReplacement("_x%04X_".formatted((int) sign.group().charAt(0))));
  }
}
