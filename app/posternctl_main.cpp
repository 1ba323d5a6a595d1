// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/program.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv); // Qt Sql finds its drivers by it
    return postern::ctl::run(argc, argv, std::cin, std::cout, std::cerr);
}
