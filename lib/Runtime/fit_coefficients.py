#!/usr/bin/env python3
"""Derives the polynomial coefficients in include/varscope/random/constants.h.

Each function is interpolated at Chebyshev nodes in 60 digits (close to the
minimax fit, and simple to check); the printed error is the largest relative
error of the exact polynomial, before rounding to the type.
Needs mpmath. Prints C++ initialisers.
"""
from mpmath import atanh, cos, erf, erfinv, lu_solve, matrix, mp, mpf, pi, sin, sqrt

mp.dps = 60


def nodes(count, low, high):
    return [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]


def rational(f, low, high, p_degree, q_degree):
    """Coefficients of P and Q, lowest power first, Q[0] = 1, with P/Q = f at the nodes."""
    points = nodes(p_degree + q_degree + 1, mpf(low), mpf(high))
    rows, right = [], []
    for x in points:
        y = f(x)
        rows.append([x**k for k in range(p_degree + 1)] + [-y * x**k for k in range(1, q_degree + 1)])
        right.append(y)
    solution = lu_solve(matrix(rows), matrix(right))
    return list(solution[:p_degree + 1]), [mpf(1)] + list(solution[p_degree + 1:])


def evaluate(coefficients, x):
    result = mpf(0)
    for c in reversed(coefficients):
        result = result * x + c
    return result


def report(name, f, low, high, p_degree, q_degree=0):
    p, q = rational(f, low, high, p_degree, q_degree)
    worst = max(abs(evaluate(p, x) / evaluate(q, x) / f(x) - 1)
                for x in (mpf(low) + (mpf(high) - mpf(low)) * k / 500 for k in range(501)))
    print(f"// {name}: relative error {mp.nstr(worst, 3)}")
    print("{" + ", ".join(mp.nstr(c, 20) for c in p) + "}")
    if q_degree:
        print("{" + ", ".join(mp.nstr(c, 20) for c in q) + "}")


def log_tail(z):
    """(log((1+s)/(1-s)) / s - 2) / z with z = s*s."""
    if z == 0:
        return mpf(2) / 3
    s = sqrt(z)
    return (2 * atanh(s) / s - 2) / z


def sin_over(z):
    return pi / 2 if z == 0 else sin(pi / 2 * sqrt(z)) / sqrt(z)


def cos_of(z):
    return cos(pi / 2 * sqrt(z))


def truncated(v):
    """z(s) / s with z the normal quantile of the interval (-2, 2), v = 1 - s*s."""
    s = sqrt(1 - v)
    area = erf(sqrt(mpf(2)))
    if s == 0:
        return area * sqrt(pi / 2)
    return sqrt(mpf(2)) * erfinv(area * s) / s


S_MAX = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)  # |s| for m in [sqrt(1/2), sqrt(2)]
for type_name, log_degree, sin_degree, cos_degree, quantile in (
        ("float", 2, 3, 4, (5, 6)), ("double", 7, 6, 7, (13, 14))):
    print(f"// {type_name}")
    report("log", log_tail, 0, S_MAX**2, log_degree)
    report("sin", sin_over, 0, mpf(1) / 4, sin_degree)
    report("cos", cos_of, 0, mpf(1) / 4, cos_degree)
    report("truncated", truncated, 0, 1, *quantile)
