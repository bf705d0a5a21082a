package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.junit.jupiter.api.Test;

/**
 * Compares the effective poms of the published modules with the requirements of Maven Central,
 * which rejects a release with incomplete poms.
 */
class CentralPomsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyPublishedPomHasWhatCentralDemands() throws Exception {
    var faults = new TreeMap<String, List<String>>();
    for (Model model : models().values()) {
      if (isPublished(model) && !faults(model).isEmpty()) {
        faults.put(model.getArtifactId(), faults(model));
      }
    }
    assertEquals(Map.of(), faults);
  }

  @Test
  void whatIsPublishedIsInTheList() throws Exception {
    Set<String> published = new TreeSet<>();
    for (Model model : models().values()) {
      if (isPublished(model)) {
        published.add(model.getArtifactId());
      }
    }
    assertEquals(listed(), published, "release/contents and maven.deploy.skip of the poms");
  }

  @Test
  void nobodyNeedsAModuleThatIsNotPublished() throws Exception {
    var needed = new ArrayList<String>();
    for (Model model : models().values()) {
      for (Dependency dependency : model.getDependencies()) {
        boolean ours = dependency.getGroupId().equals(model.getGroupId());
        boolean inUse = !Set.of("test", "provided").contains(String.valueOf(dependency.getScope()));
        if (isPublished(model) && ours && inUse && !listed().contains(dependency.getArtifactId())) {
          needed.add(model.getArtifactId() + " -> " + dependency.getArtifactId());
        }
      }
    }
    assertEquals(List.of(), needed);
  }

  /**
   * Tests the content of the jars of modules that are built before this one. {@code LicensesIT}
   * tests {@code rolecall.jar} and the licences of dependencies.
   */
  @Test
  void everyModuleHasTheLicenseInItsJar() throws Exception {
    String license = Files.readString(ROOT.resolve("LICENSE"));
    for (String module : model(ROOT).getModules()) {
      Path packed = ROOT.resolve(module).resolve("target/classes/META-INF/LICENSE");
      if (!module.equals("action")) {
        assertEquals(license, Files.readString(packed), module);
      }
    }
  }

  @Test
  void whatIsMissingIsFound() throws Exception {
    Model model = models().get("rolecall-core");
    model.setDescription(" ");
    model.setDevelopers(List.of());
    model.getLicenses().get(0).setUrl(null);
    model.getScm().setUrl(model.getScm().getUrl() + "/rolecall-core");
    assertEquals(
        List.of(
            "no description",
            "no developers",
            "no URL of the license",
            "scm.url is https://github.com/" + names() + "/rolecall-core"),
        faults(model));
  }

  private static List<String> faults(Model model) throws IOException {
    var faults = new ArrayList<String>();
    need(faults, "name", model.getName());
    need(faults, "description", model.getDescription());
    String url = "https://github.com/" + names();
    same(faults, "url", url, model.getUrl());
    if (model.getDevelopers().isEmpty()) {
      faults.add("no developers");
    }
    for (Developer developer : model.getDevelopers()) {
      need(faults, "name of the developer", developer.getName());
      need(faults, "organization of the developer", developer.getOrganization());
    }
    if (model.getLicenses().isEmpty()) {
      faults.add("no licenses");
    }
    for (License license : model.getLicenses()) {
      need(faults, "name of the license", license.getName());
      need(faults, "URL of the license", license.getUrl());
    }
    same(faults, "scm.url", url, model.getScm().getUrl());
    same(faults, "scm.connection", "scm:git:" + url + ".git", model.getScm().getConnection());
    same(
        faults,
        "scm.developerConnection",
        "scm:git:ssh://git@github.com/" + names() + ".git",
        model.getScm().getDeveloperConnection());
    return faults;
  }

  private static void need(List<String> faults, String name, String value) {
    if (value == null || value.isBlank()) {
      faults.add("no " + name);
    }
  }

  private static void same(List<String> faults, String name, String expected, String actual) {
    if (!expected.equals(actual)) {
      faults.add(name + " is " + actual);
    }
  }

  private static boolean isPublished(Model model) {
    return !Boolean.parseBoolean(model.getProperties().getProperty("maven.deploy.skip"));
  }

  /** All modules and the parent, by name. */
  private static Map<String, Model> models() throws ModelBuildingException {
    var models = new TreeMap<String, Model>();
    Model parent = model(ROOT);
    models.put(parent.getArtifactId(), parent);
    for (String module : parent.getModules()) {
      Model model = model(ROOT.resolve(module));
      models.put(model.getArtifactId(), model);
    }
    assertTrue(models.size() > 5, models::toString);
    return models;
  }

  private static Model model(Path folder) throws ModelBuildingException {
    File pom = folder.resolve("pom.xml").toAbsolutePath().normalize().toFile();
    var request = new DefaultModelBuildingRequest().setPomFile(pom);
    // The first phase inherits and interpolates. The second phase would download imported poms.
    request.setTwoPhaseBuilding(true).setSystemProperties(System.getProperties());
    return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
  }

  private static Set<String> listed() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("release/contents"))) {
      if (line.startsWith("maven ")) {
        listed.add(line.split(" ", -1)[1]);
      }
    }
    return listed;
  }

  private static String names() throws IOException {
    return Files.readAllLines(ROOT.resolve("release/names")).stream()
        .filter(line -> line.startsWith("github="))
        .map(line -> line.substring("github=".length()))
        .findFirst()
        .orElseThrow();
  }
}
