package io.github.rolecall.maven;

import java.io.StringReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/** Creates goals as in the events of Maven. */
final class TestGoals {
  private TestGoals() {}

  static MojoExecution own(String goal, String execution) {
    return goal("io.github.rolecall:credentials-maven-plugin:" + goal, execution, null);
  }

  /** Creates a goal with its goal prefix, if Maven knows it, and with the given configuration. */
  static MojoExecution goal(String name, String execution, String configuration) {
    return goal(name, execution, configuration, Map.of());
  }

  /** Creates a goal with parameters of the given types. */
  static MojoExecution goal(
      String name, String execution, String configuration, Map<String, String> types) {
    String[] parts = name.split(":", -1);
    var plugin = new Plugin();
    plugin.setGroupId(parts[0]);
    plugin.setArtifactId(parts[1]);
    var descriptor = new PluginDescriptor();
    descriptor.setPlugin(plugin);
    descriptor.setGroupId(parts[0]);
    descriptor.setArtifactId(parts[1]);
    descriptor.setGoalPrefix(PluginDescriptor.getGoalPrefixFromArtifactId(parts[1]));
    var mojo = new MojoDescriptor();
    mojo.setPluginDescriptor(descriptor);
    mojo.setGoal(parts[2]);
    try {
      for (Map.Entry<String, String> type : types.entrySet()) {
        var parameter = new Parameter();
        parameter.setName(type.getKey());
        parameter.setType(type.getValue());
        mojo.addParameter(parameter);
      }
      var execution1 = new MojoExecution(mojo, execution);
      execution1.setConfiguration(configuration == null ? null : dom(configuration));
      return execution1;
    } catch (Exception e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader(xml));
  }

  /** The original properties of a JVM that no other test shares. */
  static OriginalProperties originals() {
    var kept = new ConcurrentHashMap<String, String>();
    return new OriginalProperties(kept::get, kept::put);
  }
}
