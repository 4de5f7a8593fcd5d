#pragma once

#include <memory>
#include <string>

namespace marque::quotes {

/// A PDF on A4 pages, written from the top down; lengths in points of 1/72 inch. Chinese and Latin text in one face.
class PdfPage {
  public:
    enum class Align { left, right, centre };
    struct Style {
        double size = 10;
        bool bold = false;
        double grey = 0.1;  ///< 0 black, 1 white
        Align align = Align::left;
    };
    static constexpr double width = 595.28;
    static constexpr double height = 841.89;

    /// `language` as BCP 47 has it: it decides between the shapes that a character has in different countries.
    PdfPage(const std::string& title, const std::string& language);
    ~PdfPage();

    /// Writes text into a column, broken into lines where it is too long; gives the height that it took.
    double text(double x, double y, double column, const std::string& text, const Style& style);
    void rule(double x, double y, double length, double thickness, double grey);
    void box(double x, double y, double box_width, double box_height, double grey);
    void next_page();
    /// The file; nothing can be written after it. Throws std::runtime_error when the drawing failed.
    std::string finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace marque::quotes
