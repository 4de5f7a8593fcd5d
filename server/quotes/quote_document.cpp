#include "quotes/quote_document.h"

#include <array>

#include "quotes/capital_amount.h"
#include "quotes/document_words.h"
#include "quotes/pdf_page.h"
#include "quotes/quote_errors.h"
#include "quotes/quote_words.h"

namespace marque::quotes {
namespace {

using Align = PdfPage::Align;
using Style = PdfPage::Style;

constexpr double page_margin = 48;
constexpr double line_width = PdfPage::width - 2 * page_margin;
constexpr double page_end = PdfPage::height - 64;
constexpr Style label_style{8.5, false, 0.42, Align::left};
constexpr Style text_style{10, false, 0.1, Align::left};
constexpr Style figure_style{10, false, 0.1, Align::right};

/// One quote being written, from the top of its first page down.
class Sheet {
  public:
    Sheet(const QuoteView& quote, DocumentLanguage language, const std::string& zone)
        : quote_(quote),
          chinese_(language == DocumentLanguage::chinese),
          zone_(zone),
          words_(document_words(language)),
          page_(std::string(words_.title) + " " + quote.number, words_.tag) {}

    std::string write() {
        head();
        facts();
        lines();
        totals();
        foot();
        number_page();
        return page_.finish();
    }

  private:
    const std::string& in(const core::Localized& name) const { return chinese_ ? name.zh : name.en; }

    std::string day(core::Date date) const {
        static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
        const std::chrono::year_month_day parts{date};
        const auto year = std::to_string(static_cast<int>(parts.year()));
        const auto month = static_cast<unsigned>(parts.month());
        const auto of_month = std::to_string(static_cast<unsigned>(parts.day()));
        return chinese_ ? year + "年" + std::to_string(month) + "月" + of_month + "日"
                        : of_month + " " + months[month - 1] + " " + year;
    }

    void number_page() {
        const auto text = quote_.number + "  ·  " + std::to_string(pages_);
        page_.text(page_margin, PdfPage::height - 36, line_width, text, {8, false, 0.5, Align::centre});
    }
    void make_room(double needed) {
        if (y_ + needed <= page_end) return;
        number_page();
        page_.next_page();
        ++pages_;
        y_ = page_margin;
    }
    void say(const std::string& text, const Style& style, double gap) {
        make_room(style.size * 1.6);
        y_ += page_.text(page_margin, y_, line_width, text, style) + gap;
    }

    void head() {
        page_.text(page_margin, y_, line_width * 0.6, in(quote_.dealer.name), {15, true, 0.05, Align::left});
        page_.text(page_margin, y_, line_width, words_.title, {19, true, 0.05, Align::right});
        y_ += 27;
        page_.text(page_margin, y_, line_width, in(quote_.dealer_city) + "  ·  " + quote_.dealer_phone, label_style);
        y_ += 20;
        page_.rule(page_margin, y_, line_width, 1.2, 0.1);
        y_ += 14;
        if (quote_.state == State::expired) say(words_.expired, {11, true, 0.1, Align::left}, 8);
        if (quote_.order_number) say(std::string(words_.ordered) + "  " + *quote_.order_number, text_style, 8);
    }

    double fact(double x, const char* label, const std::string& value) {
        constexpr double third = line_width / 3;
        page_.text(x, y_, third - 12, label, label_style);
        return 13 + page_.text(x, y_ + 13, third - 12, value, text_style);
    }
    void facts() {
        constexpr double third = line_width / 3;
        double taken = fact(page_margin, words_.number, quote_.number);
        taken =
            std::max(taken, fact(page_margin + third, words_.date, day(core::local_date(quote_.updated_at, zone_))));
        taken = std::max(taken, fact(page_margin + 2 * third, words_.valid_until, day(quote_.valid_until)));
        y_ += taken + 9;
        taken = fact(page_margin, words_.customer, quote_.customer.name);
        taken = std::max(taken, fact(page_margin + third, words_.phone, quote_.customer.phone));
        taken = std::max(taken, fact(page_margin + 2 * third, words_.salesperson, quote_.salesperson.name));
        y_ += taken + 18;
    }

    void lines() {
        const auto year = std::to_string(quote_.model_year);
        const auto title = in(quote_.model_name) +
                           (chinese_ ? "  " + year + " " + words_.model_year : ", " + year + " " + words_.model_year);
        say(title, {13, true, 0.05, Align::left}, 8);
        page_.box(page_margin, y_, line_width, 21, 0.94);
        page_.text(page_margin + 8, y_ + 4, line_width / 2, words_.item, label_style);
        page_.text(page_margin, y_ + 4, line_width - 8, words_.amount, {8.5, false, 0.42, Align::right});
        y_ += 26;
        for (const auto& line : quote_.lines) write_line(line);
        y_ += 4;
    }
    void write_line(const catalog::PriceLineView& line) {
        make_room(34);
        page_.text(page_margin + 8, y_, 92, words_.families[static_cast<std::size_t>(line.family)],
                   {9.5, false, 0.42, Align::left});
        page_.text(page_margin + 104, y_, 52, line.code, {9.5, false, 0.42, Align::left});
        const double taken = page_.text(page_margin + 160, y_, line_width - 260, in(line.name), text_style);
        page_.text(page_margin, y_, line_width - 8, line.included ? words_.included : grouped(line.amount),
                   figure_style);
        y_ += taken + 3;
        page_.rule(page_margin, y_, line_width, 0.4, 0.85);
        y_ += 3;
    }

    void total(const char* label, const std::string& amount, const Style& style) {
        auto right = style;
        right.align = Align::right;
        page_.text(page_margin, y_, line_width - 130, label, right);
        y_ += page_.text(page_margin, y_, line_width - 8, amount, right) + 5;
    }
    void totals() {
        make_room(120);
        y_ += 4;
        total(words_.list_price, grouped(quote_.list_price), text_style);
        if (quote_.discount > core::Money{}) total(words_.discount, "-" + grouped(quote_.discount), text_style);
        total(words_.price, "¥ " + grouped(quote_.price), {14, true, 0.05, Align::right});
        if (!*words_.in_words) return;
        const auto spelt = std::string(words_.in_words) + "：" + capital_amount(quote_.price);
        y_ += page_.text(page_margin, y_, line_width - 8, spelt, {9.5, false, 0.3, Align::right}) + 5;
    }

    void foot() {
        y_ += 12;
        if (!quote_.note.empty())
            say(std::string(words_.note) + (chinese_ ? "：" : ": ") + quote_.note, text_style, 12);
        make_room(126);
        y_ += page_.text(page_margin, y_, line_width, words_.conditions, {8.5, false, 0.35, Align::left}) + 36;
        constexpr double half = line_width / 2;
        for (const auto& [x, label] : {std::pair{page_margin, words_.salesperson_signs},
                                       std::pair{page_margin + half + 12, words_.customer_signs}}) {
            page_.rule(x, y_, half - 24, 0.6, 0.3);
            page_.text(x, y_ + 5, half - 24, label, label_style);
        }
        y_ += 24;
    }

    const QuoteView& quote_;
    bool chinese_;
    std::string zone_;
    const DocumentWords& words_;
    PdfPage page_;
    double y_ = page_margin;
    int pages_ = 1;
};

bool is_given_to_buyers(State state) {
    return state == State::open || state == State::approved || state == State::ordered || state == State::expired;
}

}  // namespace

std::string quote_document(const QuoteView& quote, DocumentLanguage language, const std::string& zone) {
    if (!is_given_to_buyers(quote.state)) {
        const auto state = name_of(quote.state);
        throw core::Error(errors::no_document, {{"state_en", state.en}, {"state_zh", state.zh}});
    }
    return Sheet(quote, language, zone).write();
}

}  // namespace marque::quotes
