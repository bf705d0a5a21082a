/** Where AWS tools find credentials: profiles, containers, instances, IAM Identity Center. */
@NullMarked
package io.github.rolecall.aws.credentials;

import org.jspecify.annotations.NullMarked;
