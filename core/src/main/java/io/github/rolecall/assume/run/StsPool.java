package io.github.rolecall.assume.run;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.http.Http;
import io.github.rolecall.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Connections to STS, each used for one role at a time, and then for the next. */
final class StsPool implements AutoCloseable {
  private final Http http;
  private final List<Connection> free = new ArrayList<>();
  private final List<Sts> all = new ArrayList<>();

  private static final class Connection {
    private final Plan.Reach reach;
    private final Sts sts;

    private Connection(Plan.Reach reach, Http http) {
      this.reach = reach;
      this.sts = new Sts(reach.stsRegion(), reach.network(), http).connect();
    }

    private boolean leadsTo(Plan.Reach other) {
      return reach.stsRegion().equals(other.stsRegion()) && reach.network().equals(other.network());
    }
  }

  StsPool(Http http) {
    this.http = http;
  }

  <T> T using(Plan plan, Function<Sts, T> work) {
    Connection connection = taken(plan.reach());
    if (plan.signs()) {
      connection.sts.prepareToSign();
    }
    try {
      return work.apply(connection.sts);
    } finally {
      give(connection);
    }
  }

  /** Of a run with one role there is none to compare with, which is slow the first time. */
  private synchronized Connection taken(Plan.Reach reach) {
    for (int i = free.size() - 1; i >= 0; i--) {
      if (free.get(i).leadsTo(reach)) {
        return free.remove(i);
      }
    }
    var made = new Connection(reach, http);
    all.add(made.sts);
    return made;
  }

  private synchronized void give(Connection connection) {
    free.add(connection);
  }

  @Override
  public synchronized void close() {
    all.forEach(Sts::close);
  }
}
