package org.rollcall.aws;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.CLASS;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks a class that may use the AWS SDK, together with its nested classes. No other class of this
 * module may. {@code ArchitectureTest} checks this.
 */
@Retention(CLASS)
@Target(TYPE)
public @interface UsesAwsSdk {}
