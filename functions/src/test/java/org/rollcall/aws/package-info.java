@NullMarked
package org.rollcall.aws;

import org.jspecify.annotations.NullMarked;
