package io.github.rolecall.maven;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The Maven build cache extension. It stores the parameters of goals in {@code buildinfo.xml}, and
 * skips goals in a later build of the same sources, including {@code credentials:assume}.
 *
 * @see <a href="https://maven.apache.org/extensions/maven-build-cache-extension/">Apache Maven
 *     build cache extension</a>
 */
record BuildCache(MavenSession session) {
  private static final String ENABLED = "maven.build.cache.enabled";
  private static final String SKIP_SAVE = "maven.build.cache.skipSave";
  private static final String CONFIGURATION = "maven.build.cache.configPath";
  private static final String CLASS = "org/apache/maven/buildcache/CacheController.class";

  private static final String ALWAYS_RUN = "maven.build.cache.alwaysRunPlugins";
  private static final String ARTIFACT_ID = "artifactId";
  private static final String VERSION =
      "META-INF/maven/org.apache.maven.extensions/maven-build-cache-extension/pom.properties";

  /** The first version that configures the goals that it skips. */
  private static final ComparableVersion CONFIGURING = new ComparableVersion("1.2.1");

  /** Whether the extension is loaded and enabled. */
  boolean active(ClassLoader plugin) {
    return realms(plugin).findAny().isPresent() && enabled();
  }

  /** Whether the extension stores the parameters of goals. If not, it still skips goals. */
  boolean stores() {
    return property(SKIP_SAVE).filter(Boolean::parseBoolean).isEmpty();
  }

  /** Fails if the extension could skip the goal without Rolecall noticing. */
  void refuseSilent(ClassLoader plugin, MojoExecution goal) {
    realms(plugin)
        .flatMap(realm -> version(realm).stream())
        .filter(version -> new ComparableVersion(version).compareTo(CONFIGURING) < 0)
        .filter(version -> !alwaysRuns(goal.getArtifactId()))
        .findFirst()
        .ifPresent(
            version -> {
              throw new CredentialsException(new ExportProblem.SkippedByCache(version));
            });
  }

  private static Optional<String> version(ClassRealm realm) {
    URL resource = realm.loadResourceFromSelf(VERSION);
    if (resource == null) {
      return Optional.empty();
    }
    try (InputStream stream = resource.openStream()) {
      var properties = new Properties();
      properties.load(stream);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean alwaysRuns(String artifactId) {
    boolean byProperty =
        property(ALWAYS_RUN).stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .anyMatch(plugin -> plugin.strip().split(":", -1)[0].equals(artifactId));
    return byProperty
        || configured("executionControl", "runAlways")
            .filter(runAlways -> names(runAlways, artifactId))
            .isPresent();
  }

  /** Whether the element names the plugin. The artifact id is an attribute or an element. */
  private static boolean names(Element element, String artifactId) {
    return element.getAttribute(ARTIFACT_ID).equals(artifactId)
        || (element.getTagName().equals(ARTIFACT_ID) && text(element).equals(artifactId))
        || children(element).anyMatch(child -> names(child, artifactId));
  }

  private static String text(Element element) {
    return element.getTextContent().strip();
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent).filter(child -> child.getTagName().equals(name)).findFirst();
  }

  private static Stream<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  /**
   * The class realms that contain the extension: those of Maven itself and of the projects in this
   * build.
   */
  private Stream<ClassRealm> realms(ClassLoader plugin) {
    if (!(plugin instanceof ClassRealm realm)) {
      return Stream.of();
    }
    List<ClassRealm> ofProjects =
        projects().map(MavenProject::getClassRealm).filter(ClassRealm.class::isInstance).toList();
    return realm.getWorld().getRealms().stream()
        .filter(
            other ->
                !other.getId().startsWith("extension>")
                    || ofProjects.contains(other)
                    || ofProjects.stream()
                        .anyMatch(project -> project.getImportRealms().contains(other)))
        .filter(other -> other.loadResourceFromSelf(CLASS) != null);
  }

  private Stream<MavenProject> projects() {
    return Optional.ofNullable(session.getProjects()).stream().flatMap(Collection::stream);
  }

  /**
   * Whether the cache is enabled. The command line takes precedence over the configuration file; a
   * project can only disable the cache.
   */
  private boolean enabled() {
    String on =
        property(ENABLED)
            .or(() -> configured("configuration", "enabled").map(BuildCache::text))
            .orElse("true");
    return Boolean.parseBoolean(on)
        && projects()
            .map(project -> project.getProperties().getProperty(ENABLED, "true"))
            .anyMatch(Boolean::parseBoolean);
  }

  private Optional<Element> configured(String parent, String name) {
    return configuration()
        .flatMap(root -> child(root, parent))
        .flatMap(element -> child(element, name));
  }

  private Optional<Element> configuration() {
    return property(CONFIGURATION)
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(session.getRequest().getMultiModuleProjectDirectory())
                    .map(root -> root.toPath().resolve(".mvn/maven-build-cache-config.xml")))
        .flatMap(BuildCache::read);
  }

  private static Optional<Element> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var parsers = DocumentBuilderFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder parser = parsers.newDocumentBuilder();
      // The default handler prints to standard error.
      parser.setErrorHandler(null);
      return Optional.of(parser.parse(file.toFile()).getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      // If the extension cannot read its file, it uses its defaults or fails.
      return Optional.empty();
    }
  }

  private Optional<String> property(String name) {
    return Optional.ofNullable(session.getUserProperties().getProperty(name))
        .or(() -> Optional.ofNullable(session.getSystemProperties().getProperty(name)));
  }
}
