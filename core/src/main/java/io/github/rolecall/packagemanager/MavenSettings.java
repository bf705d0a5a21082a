package io.github.rolecall.packagemanager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code settings.xml} of Maven, with a server that has the token as its password.
 *
 * @see <a href="https://maven.apache.org/settings.html#servers">Maven, settings reference</a>
 */
final class MavenSettings implements Settings {
  private static final String NEW =
      "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.0.0\">\n  <servers>\n  </servers>\n</settings>\n";

  private final String file;
  private final String text;
  private final XmlElement root;

  MavenSettings(String file, String text) {
    this.file = file;
    this.text = text.isBlank() ? NEW : text;
    this.root = XmlReader.read(file, this.text, "settings");
  }

  @Override
  public String with(RepositoryLogin login) {
    Optional<XmlElement> servers = root.first("servers");
    if (servers.isEmpty()) {
      var edit = new XmlEdit(text);
      edit.append(root, List.of("<servers>", "</servers>"));
      return new MavenSettings(file, edit.changed()).with(login);
    }
    var edit = new XmlEdit(text);
    List<XmlElement> found =
        root.all("servers")
            .flatMap(all -> all.all("server"))
            .filter(server -> isNamed(server, login.server(), edit))
            .toList();
    found.forEach(server -> set(server, login, edit));
    if (found.isEmpty()) {
      var lines = new ArrayList<>(List.of("<server>", "  " + line("id", login.server())));
      credentials(login).forEach((name, value) -> lines.add("  " + line(name, value)));
      lines.add("</server>");
      edit.append(servers.get(), lines);
    }
    return edit.changed();
  }

  /** A mirror of the repository is used instead of it, with the login of the mirror. */
  @Override
  public List<String> conflicts(RepositoryLogin login) {
    String id = login.server();
    var edit = new XmlEdit(text);
    return root
        .all("mirrors")
        .flatMap(all -> all.all("mirror"))
        .filter(mirror -> mirrors(text(mirror, "mirrorOf", edit), id))
        .findFirst()
        .map(mirror -> text(mirror, "id", edit))
        .filter(mirror -> !mirror.equals(id))
        .map(
            mirror ->
                ("The mirror %s in the same file replaces the repository %s, so Maven does not use"
                        + " this login. Add ,!%s to its <mirrorOf>. Or, if the mirror is this"
                        + " repository, use --server-id %s.")
                    .formatted(mirror, id, id, mirror))
        .stream()
        .toList();
  }

  /** Whether Maven replaces a repository with a mirror of these. */
  private static boolean mirrors(String mirrorOf, String id) {
    List<String> patterns = Stream.of(mirrorOf.split(",", -1)).map(String::strip).toList();
    return !patterns.contains("!" + id)
        && Stream.of("*", "external:*", id).anyMatch(patterns::contains);
  }

  private static String text(XmlElement parent, String name, XmlEdit edit) {
    return parent
        .first(name)
        .flatMap(XmlElement::content)
        .map(content -> edit.value(content).strip())
        .orElse("");
  }

  private static boolean isNamed(XmlElement server, String id, XmlEdit edit) {
    return text(server, "id", edit).equals(id);
  }

  private static Map<String, String> credentials(RepositoryLogin login) {
    var credentials = new LinkedHashMap<String, String>();
    credentials.put("username", RepositoryLogin.USER);
    credentials.put("password", login.password());
    return credentials;
  }

  private static void set(XmlElement server, RepositoryLogin login, XmlEdit edit) {
    var missing = new ArrayList<String>();
    credentials(login)
        .forEach(
            (name, value) ->
                server
                    .first(name)
                    .map(XmlElement::whole)
                    .ifPresentOrElse(
                        there -> edit.replace(there, line(name, value)),
                        () -> missing.add(line(name, value))));
    if (!missing.isEmpty()) {
      edit.append(server, missing);
    }
  }

  private static String line(String name, String value) {
    return "<%s>%s</%s>".formatted(name, XmlEdit.escaped(value), name);
  }
}
